/** Collects everything that is wrong in a course, so that an author hears of it all at once. */

/** `line` and `column` count from 1. */
export interface Place {
  /** Relative to the course's folder. */
  readonly path: string
  readonly line: number
  readonly column: number
}

export interface Mistake extends Place {
  /** An error keeps the course from loading; a warning is only told. */
  readonly weight: 'error' | 'warning'
  /** What is wrong, and what to do, as sentences. */
  readonly say: string
}

/** Takes a remark about a place; every part of the loader gets one of these. */
export class Mistakes {
  readonly #all: Mistake[] = []
  #errors = 0

  error(place: Place, say: string): void {
    this.#errors += 1
    this.#all.push({ ...place, weight: 'error', say })
  }

  warning(place: Place, say: string): void {
    this.#all.push({ ...place, weight: 'warning', say })
  }

  /** In the order of files and lines. */
  get all(): readonly Mistake[] {
    return this.with([])
  }

  /** These and others, in the order of files and lines. */
  with(others: readonly Mistake[]): readonly Mistake[] {
    return [...this.#all, ...others].toSorted(
      (a, b) => a.path.localeCompare(b.path) || a.line - b.line || a.column - b.column,
    )
  }

  /** How many errors there are so far. */
  get errors(): number {
    return this.#errors
  }
}

/** `path:line:col what is wrong. What to do.`, the form editors and terminals can jump to. */
export function inOneLine(mistake: Mistake): string {
  const weight = mistake.weight === 'warning' ? 'warning: ' : ''
  return `${mistake.path}:${mistake.line}:${mistake.column} ${weight}${mistake.say}`
}

/** Thrown when a course has errors; its message has one line for each. */
export class CourseError extends Error {
  override readonly name = 'CourseError'
  readonly mistakes: readonly Mistake[]

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(inOneLine).join('\n'))
    this.mistakes = mistakes
  }
}

/** The first character of a file: where a mistake about the whole file points. */
export function startOf(path: string): Place {
  return { path, line: 1, column: 1 }
}
