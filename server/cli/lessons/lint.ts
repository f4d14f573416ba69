/** Lints a course: every mistake of form, one a line. */
import path from 'node:path'
import { readConfig } from '../../config.ts'
import { checkCourse, inOneLine } from '../../lessons/index.ts'
import type { Course } from '../../lessons/index.ts'

const say = (text: string): void => void process.stdout.write(text)

/** How a path in the course at `root` is shown: from where the author stands, or whole when it lies elsewhere. */
export function shownPath(root: string, file: string): string {
  const near = path.relative(process.env.INIT_CWD ?? process.cwd(), root)
  return path.join(near.startsWith('..') ? root : near, file)
}

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** The course; undefined when it has errors. `quiet`: says nothing when it has none. */
export async function lint(root: string, quiet: boolean): Promise<Course | undefined> {
  const { course, mistakes } = await checkCourse(root, { keep: readConfig([], {}).paths.read })
  for (const mistake of mistakes)
    say(`${inOneLine({ ...mistake, path: shownPath(root, mistake.path) })}\n`)
  const errors = mistakes.filter(({ weight }) => weight === 'error').length
  const counts = [
    many(course.cards.length, 'lesson'),
    many(errors, 'error'),
    many(mistakes.length - errors, 'warning'),
  ]
  if (!quiet || errors > 0) say(`${counts.join(', ')}\n`)
  return errors > 0 ? undefined : course
}
