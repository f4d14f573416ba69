/** Who looks at the course in the studio: learners of one afternoon, kept in memory, some of whom have been here before. */
import { solutionOf } from '../protocol/index.ts'
import type { ProgressEntry, QuestionView } from '../protocol/index.ts'
import type { Course, Lesson, Step } from '../lessons/index.ts'
import type { ProgressStore, SharedStore } from '../progress/index.ts'

/** How the name of a learner begins who has solved and answered everything. */
export const RETURNING = 'returning-'

export class Learners implements ProgressStore {
  readonly up = true
  readonly scarce = false
  /** Nothing here outlasts the afternoon. */
  readonly shared: SharedStore = {
    scarce: false,
    keep: () => Promise.resolve({ type: 'away' }),
    find: () => Promise.resolve({ type: 'away' }),
  }
  readonly #course: Course
  readonly #kept = new Map<string, Map<string, ProgressEntry>>()

  constructor(course: Course) {
    this.#course = course
  }

  load(learner: string): Promise<readonly ProgressEntry[]> {
    return Promise.resolve([...this.#of(learner).values()])
  }

  save(learner: string, entries: readonly ProgressEntry[]): Promise<boolean> {
    const kept = this.#of(learner)
    for (const entry of entries)
      if ((kept.get(entry.key)?.at ?? 0) < entry.at) kept.set(entry.key, entry)
    return Promise.resolve(true)
  }

  rename(from: string, to: string): Promise<void> {
    this.#kept.set(to, this.#of(from))
    this.#kept.delete(from)
    return Promise.resolve()
  }

  onChange(): void {
    // It is always up.
  }

  dispose(): Promise<void> {
    this.#kept.clear()
    return Promise.resolve()
  }

  #of(learner: string): Map<string, ProgressEntry> {
    const known = this.#kept.get(learner)
    if (known !== undefined) return known
    const before = learner.startsWith(RETURNING) ? this.#course.lessons.flatMap(doneIn) : []
    const kept = new Map(before.map((entry) => [entry.key, entry]))
    this.#kept.set(learner, kept)
    return kept
  }
}

/** Everything of a lesson seen, predicted, solved and answered, as the page would have written it. */
function doneIn(lesson: Lesson): ProgressEntry[] {
  const { id, steps, view } = lesson
  return [
    ...steps.flatMap((step) => doneAt(id, step)),
    entry(`seen/${id}/quiz`, true),
    ...view.questions.map(({ id: question, hash }) => {
      const parts = rightParts(lesson, question)
      return entry(`answer/${id}/${question}`, { tries: [{ parts, right: true, hash }] })
    }),
  ]
}

function doneAt(lesson: string, { id, predict, exercise }: Step): ProgressEntry[] {
  const at = `${lesson}/${id}`
  const [first] = predict?.options ?? []
  const entries = [entry(`seen/${at}`, true)]
  if (first !== undefined) {
    const told = Object.fromEntries(predict?.options.map(({ key, why }) => [key, why]) ?? [])
    // What the run showed is told by a run alone.
    entries.push(entry(`predicted/${at}`, { choice: first.key, why: '', told }))
  }
  if (exercise !== undefined) {
    const held = exercise.checks.length
    const attempt = { number: 1, files: exercise.solution, held, of: held }
    entries.push(entry(`attempts/${at}`, { attempts: [attempt], solved: true }))
  }
  return entries
}

/** Any answer that can be judged brings the sheet, which knows the right one. */
function rightParts(lesson: Lesson, question: string): string[] {
  const asked = lesson.view.questions.find(({ id }) => id === question)
  const judged = asked && lesson.judge(question, anyParts(asked))
  return judged === undefined ? [] : solutionOf(judged.sheet.rule)
}

function anyParts(asked: QuestionView): string[] {
  switch (asked.kind) {
    case 'gap':
      return asked.rules.map(() => '')
    case 'output':
      return asked.options === undefined ? [''] : []
    case 'run':
      return ['']
    case 'match':
      return asked.left.map(() => asked.right[0]?.key ?? '')
    default:
      return []
  }
}

/** Written before anything else was. */
function entry(key: string, value: unknown): ProgressEntry {
  return { key, at: 1, value: JSON.stringify(value) }
}
