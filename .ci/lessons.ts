/** Lints every lesson: `tsx .ci/lessons.ts [folder]`. Exits 1 when one has an error. */
import { fileURLToPath } from 'node:url'
import { relative } from 'node:path'
import { checkCourse, inOneLine } from '../server/lessons/index.ts'

const root = process.argv[2] ?? fileURLToPath(new URL('../lessons', import.meta.url))
const shown = relative(process.cwd(), root)
const { course, mistakes } = await checkCourse(root)
for (const mistake of mistakes) {
  process.stdout.write(`${inOneLine({ ...mistake, path: `${shown}/${mistake.path}` })}\n`)
}
const errors = mistakes.filter((mistake) => mistake.weight === 'error').length
const warnings = mistakes.length - errors
process.stdout.write(`${course.lessons.length} lessons, ${errors} errors, ${warnings} warnings\n`)
process.exitCode = errors > 0 ? 1 : 0
