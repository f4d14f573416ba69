/** One lesson, read from a snapshot of its folder: the same bytes give the same lesson and the same mistakes. */
import type { LessonCard, LessonView, Sheet } from '../protocol/index.ts'
import type { AskedStep } from './kinds/kind.ts'
import type { Glossary } from './glossary.ts'
import type { PlayedAnswer, Step } from './lesson.ts'
import { LessonForm } from './lessonForm.ts'
import { offBy } from './minutes.ts'
import { Mistakes, startOf } from './mistakes.ts'
import type { Mistake } from './mistakes.ts'
import { readQuiz } from './quiz.ts'
import { shapeOf } from './shape.ts'
import { loadStep } from './step.ts'
import type { LoadedStep } from './step.ts'
import type { Snapshot } from './snapshot.ts'
import { numberedFolders, readFolder } from './tree.ts'
import { readYaml } from './yamlFile.ts'

/** What is known of a lesson without its texts. */
export interface LessonHead {
  readonly id: string
  readonly card: LessonCard
  /** Pictures by path below the lesson. */
  readonly pictures: readonly string[]
  /** Ids of glossary terms, by the step (or `quiz`) whose texts lead to them. */
  readonly terms: readonly (readonly [step: string, ids: readonly string[]])[]
  readonly mistakes: readonly Mistake[]
}

/** The texts, as plain data. */
export interface LessonBody {
  readonly view: LessonView
  readonly steps: readonly Step[]
  /** What judges answers, by question. */
  readonly sheets: ReadonlyMap<string, Sheet>
  readonly played: readonly PlayedAnswer[]
}

export interface ReadLesson {
  readonly head: LessonHead
  readonly body: LessonBody
}

interface Context {
  readonly id: string
  readonly snapshot: Snapshot
  readonly glossary: Glossary
}

function readCard({ id, snapshot }: Context, mistakes: Mistakes): LessonForm | undefined {
  const source = snapshot.bytes(`${id}/lesson.yaml`)?.toString()
  if (source !== undefined)
    return readYaml({ path: `${id}/lesson.yaml`, source }, LessonForm, mistakes)?.value
  mistakes.error(
    startOf(id),
    'The lesson has no lesson.yaml. Write title, summary, minutes and goals there.',
  )
  return undefined
}

function readSteps(
  { id, snapshot, glossary }: Context,
  mistakes: Mistakes,
): ReadonlyMap<string, LoadedStep> {
  const beside = ['lesson.yaml', 'quiz.yaml', 'shared']
  const steps = numberedFolders(snapshot.list(id), { path: id, beside }, mistakes)
  const shared = readFolder(snapshot, `${id}/shared`, mistakes).files
  const loaded = new Map<string, LoadedStep>()
  if (steps.length === 0)
    mistakes.error(
      startOf(id),
      'The lesson has no steps. Add a folder 01-its-name with a README.md.',
    )
  for (const step of steps) {
    // In order: a step may go on from the files of an earlier one.
    const context = { snapshot, glossary, lesson: id, steps, shared, earlier: loaded }
    loaded.set(step, loadStep(step, context, mistakes))
  }
  return loaded
}

function askedOf({ step, files }: LoadedStep): AskedStep {
  return { id: step.id, programs: step.programs, files: files.files, shown: files.shown }
}

function readQuestions(
  { id, snapshot, glossary }: Context,
  steps: readonly LoadedStep[],
  mistakes: Mistakes,
) {
  const source = snapshot.bytes(`${id}/quiz.yaml`)?.toString()
  const asked = steps.filter(({ understood }) => understood).map(askedOf)
  const terms = new Set<string>()
  const around = { lesson: id, steps: steps.map(({ step }) => step.id), glossary, terms }
  const questions =
    source === undefined
      ? []
      : readQuiz({ path: `${id}/quiz.yaml`, source }, { steps: asked, around }, mistakes)
  return { questions, terms }
}

/** Reads the lesson in folder `id`; with mistakes it is as whole as can be. */
export function readLesson(context: Context): ReadLesson {
  const { id } = context
  const mistakes = new Mistakes()
  const form = readCard(context, mistakes)
  const steps = [...readSteps(context, mistakes).values()]
  const { questions, terms } = readQuestions(context, steps, mistakes)
  const card: LessonCard = {
    id,
    title: form?.title ?? id,
    summary: form?.summary ?? '',
    minutes: form?.minutes ?? 1,
    goals: form?.goals ?? [],
    steps: steps.map(({ view }) => ({ id: view.id, title: view.title })),
    questions: questions.map((one) => one.view.hash),
    shape: shapeOf(steps.map(({ step }) => step)),
  }
  const view = {
    card,
    steps: steps.map((one) => one.view),
    questions: questions.map((one) => one.view),
  }
  const off = form && offBy(form.minutes, view)
  if (off !== undefined) mistakes.warning(startOf(`${id}/lesson.yaml`), off)
  const led = [
    ...steps.map((one) => [one.view.id, [...one.terms]] as const),
    ['quiz', [...terms]] as const,
  ]
  return {
    head: {
      id,
      card,
      pictures: steps.flatMap((one) => [...one.pictures].map((name) => `${one.view.id}/${name}`)),
      terms: led.filter(([, ids]) => ids.length > 0),
      mistakes: mistakes.all,
    },
    body: {
      view,
      steps: steps.map(({ step }) => step),
      sheets: new Map(questions.map((one) => [one.view.id, one.sheet])),
      played: questions.flatMap((one) =>
        one.played === undefined ? [] : [{ question: one.view.id, ...one.played }],
      ),
    },
  }
}
