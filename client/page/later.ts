/** Pages and parts in chunks of their own: the text of a step, and Run, do not wait for them. */
import { later } from '../ui/index.ts'

export const CoursePage = later(async () => (await import('./CoursePage.tsx')).CoursePage)
export const GoneCode = later(async () => (await import('./GoneCode.tsx')).GoneCode)
export const App = later(async () => (await import('../app/index.ts')).App)
export const Visits = later(async () => (await import('../app/index.ts')).Visits)
const loadConsoles = async () => (await import('../console/index.ts')).Consoles
export const Consoles = later(loadConsoles)
export const Experiments = later(async () => (await import('./Experiments.tsx')).Experiments)
export const Elsewhere = later(async () => (await import('./Elsewhere.tsx')).Elsewhere)
const loadPanels = async () => (await import('./Panels.tsx')).Panels
export const Panels = later(loadPanels)
const loadTimeline = async () => (await import('../timeline/index.ts')).Timeline
export const Timeline = later(loadTimeline)
export const Predict = later(async () => (await import('../exercise/index.ts')).Predict)
export const HeldRun = later(async () => (await import('../exercise/index.ts')).HeldRun)
export const Exercise = later(async () => (await import('../exercise/index.ts')).Exercise)
export const Tried = later(async () => (await import('./Tried.tsx')).Tried)
export const Splitter = later(async () => (await import('./Splitter.tsx')).Splitter)
const loadShare = () => import('../share/index.ts')
export const Share = later(async () => (await loadShare()).Share)
export const Embedded = later(async () => (await loadShare()).Embedded)
export const Stale = later(async () => (await import('./Stale.tsx')).Stale)
export const EmbedPage = later(async () => (await import('./EmbedPage.tsx')).EmbedPage)
export const Offer = later(async () => (await loadShare()).Offer)
const loadQuiz = () => import('../quiz/index.ts')
export const Quiz = later(async () => (await loadQuiz()).Quiz)
export const QuizPage = later(async () => (await import('./QuizPage.tsx')).QuizPage)
export const Practice = later(async () => (await loadQuiz()).Practice)
export const PracticePage = later(async () => (await import('./PracticePage.tsx')).PracticePage)
const loadTerms = () => import('./Terms.tsx')
export const Terms = later(async () => (await loadTerms()).Terms)
export const GlossaryPage = later(async () => (await loadTerms()).GlossaryPage)
export const WithPublish = later(async () => (await import('./WithPublish.tsx')).WithPublish)
export const PublishRow = later(async () => (await import('../broker/index.ts')).PublishRow)
export const RedisPanel = later(async () => (await import('../broker/index.ts')).RedisPanel)

/** So that practice can be opened when the server is away. */
export function preparePractice(): void {
  Promise.all([loadQuiz().then(({ prepare }) => prepare()), import('./PracticePage.tsx')]).catch(
    () => {
      // Asked for again when it is opened.
    },
  )
}

/** Asked for while the lesson is still on its way. */
for (const load of [loadConsoles, loadPanels, loadTimeline])
  load().catch(() => {
    // Asked for again when they are drawn.
  })
