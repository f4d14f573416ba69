/**
 * The course as it is shown while its files are being written: of each lesson the last version without
 * mistakes, and the mistakes of the newest.
 */
import { checkCourse } from '../lessons/index.ts'
import type { Course, Lesson, Mistake } from '../lessons/index.ts'

export type Check = (root: string) => ReturnType<typeof checkCourse>

/** What a look at the files brought. */
export interface Looked {
  /** Lessons that are shown otherwise than before. */
  readonly changed: readonly string[]
  readonly mistakes: readonly Mistake[]
}

interface Shown {
  readonly lesson: Lesson
  /** It was without mistakes when it was read. */
  readonly good: boolean
  /** What the page is given of it, to tell whether that is another. */
  readonly view: string
}

export class LiveCourse implements Course {
  readonly #root: string
  readonly #check: Check
  #shown = new Map<string, Shown>()
  #wrong: ReadonlySet<string> = new Set()
  #asset: Course['asset'] = () => undefined
  glossary: Course['glossary'] = { terms: [] }

  constructor(root: string, check: Check = checkCourse) {
    this.#root = root
    this.#check = check
  }

  get lessons(): readonly Lesson[] {
    return [...this.#shown.values()].map(({ lesson }) => lesson)
  }

  get cards(): Course['cards'] {
    return this.lessons.map(({ view }) => view.card)
  }

  find(id: string): Lesson | undefined {
    return this.#shown.get(id)?.lesson
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
    const { course, mistakes } = await this.#check(this.#root)
    const wrong = new Set(
      mistakes.filter(({ weight }) => weight === 'error').map(({ path }) => lessonOf(path)),
    )
    this.#wrong = wrong
    const before = this.#shown
    const now = course.lessons.map((lesson): [string, Shown] => {
      const known = before.get(lesson.id)
      if (known !== undefined && !touches(paths, lesson.id)) return [lesson.id, known]
      const good = !wrong.has(lesson.id)
      if (!good && known?.good === true) return [lesson.id, known]
      return [lesson.id, { lesson, good, view: JSON.stringify(lesson.view) }]
    })
    this.#shown = new Map(now)
    this.glossary = course.glossary
    this.#asset = (lesson, path) => course.asset(lesson, path)
    const ids = new Set([...before.keys(), ...this.#shown.keys()])
    const changed = [...ids].filter((id) => before.get(id)?.view !== this.#shown.get(id)?.view)
    return { changed, mistakes }
  }
}

/** What lies beside the lessons is of all of them. */
function touches(paths: readonly string[] | undefined, lesson: string): boolean {
  return paths?.every((path) => path.includes('/') && lessonOf(path) !== lesson) !== true
}

function lessonOf(path: string): string {
  return path.split(/[\\/]/)[0] ?? ''
}
