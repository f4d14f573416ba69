/** Lints a course: every mistake of form, one a line. */
import path from 'node:path'
import { readConfig } from '../../config.ts'
import { checkCourse, inOneLine } from '../../lessons/index.ts'
import type { Course, Mistake } from '../../lessons/index.ts'

const say = (text: string): void => void process.stdout.write(text)

/** How a path in the course at `root` is shown: from where the author stands, or whole when it lies elsewhere. */
export function shownPath(root: string, file: string): string {
  const near = path.relative(process.env.INIT_CWD ?? process.cwd(), root)
  return path.join(near.startsWith('..') ? root : near, file)
}

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

export interface Linted {
  /** Undefined when it has errors. */
  readonly course: Course | undefined
  /** With paths as the author knows them. */
  readonly mistakes: readonly Mistake[]
}

/** Tells each mistake, and counts them; as `json` it is an object a line, and no count. */
export async function lint(root: string, json: boolean): Promise<Linted> {
  const checked = await checkCourse(root, { keep: readConfig([], {}).paths.read })
  const mistakes = checked.mistakes.map((one) => ({ ...one, path: shownPath(root, one.path) }))
  for (const mistake of mistakes) say(`${json ? JSON.stringify(mistake) : inOneLine(mistake)}\n`)
  const errors = mistakes.filter(({ weight }) => weight === 'error').length
  const counts = [
    many(checked.course.cards.length, 'lesson'),
    many(errors, 'error'),
    many(mistakes.length - errors, 'warning'),
  ]
  if (!json) say(`${counts.join(', ')}\n`)
  return { course: errors > 0 ? undefined : checked.course, mistakes }
}
