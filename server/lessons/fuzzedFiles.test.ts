/** Lesson files with anything done to them: the author is told of mistakes at a place, and reading never fails. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { writeCourse } from './course.fixture.ts'
import { checkCourse } from './load.ts'

/** The same ones in each `npm test`; more, and others each time, with `LESSON_CASES=100000`. */
const MORE = process.env['LESSON_CASES']
const CASES = Number(MORE ?? 60)
const RUNS = { numRuns: CASES, ...(MORE === undefined ? { seed: 5 } : {}) }
vi.setConfig({ testTimeout: 60_000 + CASES * 100 })

/** Where a file of its name lies in the small course. */
const PLACES: Readonly<Record<string, string>> = {
  'lesson.yaml': '01-first/lesson.yaml',
  'step.yaml': '01-first/02-run/step.yaml',
  'quiz.yaml': '01-first/quiz.yaml',
  'README.md': '01-first/02-run/README.md',
  'glossary.md': 'glossary.md',
}
const lessons = join(import.meta.dirname, '../../lessons')
/** The files that authors wrote, to begin with what is nearly right. */
const written = readdirSync(lessons, { recursive: true, encoding: 'utf8' })
  .filter((name) => basename(name) in PLACES && /\d/.test(name))
  .map((name) => ({ to: PLACES[basename(name)] ?? '', lines: linesOf(join(lessons, name)) }))

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n')
}

const odd = fc.oneof(
  fc.constantFrom(
    ...[
      '- ',
      ': ',
      '{',
      '[',
      '"',
      '\t',
      '&a',
      '*a',
      '!!js',
      '<<: *a',
      '|',
      '~',
      'null',
      '0x1',
      '1e999',
    ],
    ...['```', '](', '<script>', '[^1]', '__proto__: 1', '\u202e', '\0', '\r', '---', '%', '🙂'],
  ),
  fc.string({ maxLength: 12, unit: 'binary' }),
)
const change = fc.record({
  how: fc.constantFrom('drop', 'double', 'swap', 'insert', 'replace', 'indent', 'cut', 'name'),
  at: fc.nat(10_000),
  with: odd,
  column: fc.nat(60),
})
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

function changed(lines: readonly string[], { how, at, with: text, column }: Change): string[] {
  const index = lines.length === 0 ? 0 : at % lines.length
  const line = lines[index] ?? ''
  const other = lines[(index + 1) % Math.max(1, lines.length)] ?? ''
  const put = (...instead: string[]): string[] => lines.toSpliced(index, 1, ...instead)
  switch (how) {
    case 'drop':
      return put()
    case 'double':
      return put(line, line)
    case 'swap':
      return put(other, line)
    case 'insert':
      return put(line.slice(0, column) + text + line.slice(column))
    case 'replace':
      return put(text)
    case 'indent':
      return put(`  ${line}`)
    case 'cut':
      return put(line.slice(0, column))
    case 'name':
      return put(line.replace(/[\w-]+/, text))
  }
}

test('whatever is done to a file, reading it tells mistakes at places, twice the same', async () => {
  const { root, remove } = await writeCourse()
  try {
    const property = fc.asyncProperty(
      fc.nat(10_000),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      async (which, changes) => {
        const { to, lines } = written[which % written.length] ?? { to: '', lines: [] }
        const file = join(root, to)
        writeFileSync(file, changes.reduce<string[]>(changed, lines).join('\n'))
        const { mistakes } = await checkCourse(root)
        for (const { path, line, column, say } of mistakes)
          expect([path !== '', line >= 1, column >= 1, say !== '']).toEqual([
            true,
            true,
            true,
            true,
          ])
        expect((await checkCourse(root)).mistakes).toEqual(mistakes)
      },
    )
    await fc.assert(property, RUNS)
  } finally {
    await remove()
  }
  expect(Object.keys(Object.prototype)).toEqual([])
})
