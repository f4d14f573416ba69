/** A learner in a browser of their own: cookie and storage are theirs, and so is the lab that the server gives them. */
import { onTestFinished } from 'vitest'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { AppPane } from './pages/appPane.ts'
import { BeatStrip } from './pages/beatStrip.ts'
import { CodePane } from './pages/codePane.ts'
import { ConsolePane } from './pages/consolePane.ts'
import { QuizPane } from './pages/quizPane.ts'
import { RedisPanel } from './pages/redisPanel.ts'
import { SharePane } from './pages/sharePane.ts'
import { TextPane } from './pages/textPane.ts'
import { TimelinePane } from './pages/timelinePane.ts'
import { TopBar } from './pages/topBar.ts'
import type { Playground } from './playground.ts'
import { shot } from './shots.ts'
import { Troubles } from './troubles.ts'

const LESSON = '/lessons/01-redis-as-a-broker'
const WIDE = { width: 1440, height: 900 }

/** Address of a step by its folder, or of `quiz`. */
export function pathTo(step: string): string {
  return `${LESSON}/${step}`
}

export class Learner {
  readonly context: BrowserContext
  readonly page: Page
  readonly bar: TopBar
  readonly text: TextPane
  readonly code: CodePane
  readonly app: AppPane
  readonly beats: BeatStrip
  readonly timeline: TimelinePane
  readonly quiz: QuizPane
  readonly redis: RedisPanel
  readonly share: SharePane
  readonly #troubles: Troubles | undefined

  constructor(context: BrowserContext, page: Page, troubles?: Troubles) {
    this.context = context
    this.page = page
    this.#troubles = troubles
    this.bar = new TopBar(page)
    this.text = new TextPane(page)
    this.code = new CodePane(page)
    this.app = new AppPane(page)
    this.beats = new BeatStrip(page)
    this.timeline = new TimelinePane(page)
    this.quiz = new QuizPane(page)
    this.redis = new RedisPanel(page)
    this.share = new SharePane(page)
  }

  /**
   * Opens `path` in a new browser context, which is closed with the test.
   * A test in which the page throws, logs an error or breaks its own content policy has failed.
   */
  static async arrive(
    { browser, origin }: Playground,
    path = '/',
    options: BrowserContextOptions = {},
  ): Promise<Learner> {
    // A story sees the server, but for those about the worker that stands in for it.
    const usual = { viewport: WIDE, baseURL: origin, serviceWorkers: 'block' } as const
    const context = await browser.newContext({ ...usual, ...options })
    context.setDefaultTimeout(60_000)
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin })
    const troubles = await Troubles.watch(context)
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') await pictures(context, task.name)
      await context.close()
      if (troubles.found.length > 0) throw new Error(troubles.found.join('\n'))
    })
    return new Learner(context, await context.newPage(), troubles).open(path)
  }

  /** Errors that this story means to provoke in the page's console. */
  provokes(pattern: RegExp): void {
    this.#troubles?.expect(pattern)
  }

  async open(path: string): Promise<this> {
    await this.page.goto(path)
    return this
  }

  /** The same learner in one more tab. */
  async tab(path: string): Promise<Learner> {
    return new Learner(this.context, await this.context.newPage(), this.#troubles).open(path)
  }

  console(program: string): ConsolePane {
    return new ConsolePane(this.page, program)
  }
}

/** What each tab showed when a test failed. */
async function pictures(context: BrowserContext, test: string): Promise<void> {
  const name = test.replace(/\W+/g, '-').slice(0, 60)
  for (const [index, page] of context.pages().entries())
    await shot(page, `failed-${name}-${index}`, ['light'])
}
