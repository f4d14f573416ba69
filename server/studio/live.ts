/**
 * The course as it is shown while its files are being written: of each lesson the last version without
 * mistakes, and the mistakes of the newest.
 */
import type { Checked, Course, Lesson, Mistake } from '../lessons/index.ts'

/** As `courseChecker` gives it. */
export type Check = (saved?: readonly string[]) => Promise<Checked>

/** What a look at the files brought. */
export interface Looked {
  /** Lessons that are shown otherwise than before. */
  readonly changed: readonly string[]
  readonly mistakes: readonly Mistake[]
}

/** A lesson as it was read at some look; its texts are fetched when they are asked for. */
interface Shown {
  readonly card: Course['cards'][number]
  readonly edition: string | undefined
  readonly find: () => Lesson | undefined
  /** It was without mistakes when it was read. */
  readonly good: boolean
}

export class LiveCourse implements Course {
  readonly #check: Check
  #shown: ReadonlyMap<string, Shown> = new Map()
  #wrong: ReadonlySet<string> = new Set()
  #asset: Course['asset'] = () => undefined
  glossary: Course['glossary'] = { terms: [] }

  constructor(check: Check) {
    this.#check = check
  }

  get lessons(): readonly Lesson[] {
    return [...this.#shown.values()].flatMap(({ find }) => find() ?? [])
  }

  get cards(): Course['cards'] {
    return [...this.#shown.values()].map(({ card }) => card)
  }

  find(id: string): Lesson | undefined {
    return this.#shown.get(id)?.find()
  }

  /** The same for as long as `find` gives the same lesson. */
  editionOf(id: string): string | undefined {
    return this.#shown.get(id)?.edition
  }

  asset(lesson: string, path: string): string | undefined {
    return this.#asset(lesson, path)
  }

  /** Whether the lesson's files have mistakes now, whatever is shown. */
  isWrong(lesson: string): boolean {
    return this.#wrong.has(lesson)
  }

  /**
   * Reads the files after `paths` were saved; after any, when left out. A lesson with mistakes is shown as it was
   * before them; if it never was without, as far as it could be read.
   */
  async look(paths?: readonly string[]): Promise<Looked> {
    const { course, mistakes, editionOf } = await this.#check(paths)
    const errors = mistakes.filter(({ weight }) => weight === 'error')
    this.#wrong = new Set(errors.map(({ path }) => lessonOf(path)))
    const before = this.#shown
    const changed: string[] = []
    const now = course.cards.map((card): [string, Shown] => {
      const { id } = card
      const known = before.get(id)
      const edition = editionOf(id)
      const good = !this.#wrong.has(id)
      if (known !== undefined && (known.edition === edition || (known.good && !good)))
        return [id, known]
      const shown = { card, edition, find: () => course.find(id), good }
      if (known === undefined || viewOf(known) !== viewOf(shown)) changed.push(id)
      return [id, shown]
    })
    this.#shown = new Map(now)
    for (const id of before.keys()) if (!this.#shown.has(id)) changed.push(id)
    this.glossary = course.glossary
    this.#asset = (lesson, path) => course.asset(lesson, path)
    return { changed, mistakes }
  }
}

/** What the page is given of it, to tell whether that is another. */
function viewOf({ find }: Shown): string | undefined {
  return JSON.stringify(find()?.view)
}

function lessonOf(path: string): string {
  return path.split(/[\\/]/)[0] ?? ''
}
