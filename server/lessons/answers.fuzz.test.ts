/** Answers to the questions there are: any parts are judged, or are no answer to this question. */
import { join } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import { Parts } from '../protocol/index.ts'
import { fuzz } from '../test/fuzz.ts'
import { checkCourse } from './load.ts'

const { course } = await checkCourse(join(import.meta.dirname, '../../lessons'))
const asked = course.lessons.flatMap((lesson) =>
  lesson.view.questions.map(({ id }) => ({
    id,
    judge: (parts: string[]) => lesson.judge(id, parts),
  })),
)
/** All that the sheets speak of: keys, and texts that are right or wrong. */
const known = asked.flatMap(({ judge }) => {
  const sheet = [[], ['x'], ['x', 'x'], ['x', 'x', 'x']]
    .map((parts) => judge(parts))
    .find((one) => one !== undefined)?.sheet
  if (sheet === undefined) return []
  const { rule } = sheet
  if (rule.by === 'texts')
    return rule.texts.flatMap(({ accept, wrong }) => [...accept, ...wrong.map(({ is }) => is)])
  return rule.of
})

const part = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...known, '') },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...known, ''), fc.string({ maxLength: 3 }))
      .map((both) => both.join('')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '__proto__',
      'constructor',
      'toString',
      '\0',
      '\ud800',
      ' '.repeat(4_000),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('a', '(', 'ab', '1 ', '\\', "'"),
        fc.constantFrom(199, 200, 201, 1_900),
      )
      .map(([one, times]) => one.repeat(times)),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 40, unit: 'binary' }) },
)

fuzz(
  { of: 'answers to questions', cases: 4_000 },
  'are judged part by part, or are none',
  fc.property(fc.nat(10_000), fc.array(part, { maxLength: 8 }), (which, parts) => {
    const { judge } = asked[which % asked.length] ?? { judge: () => undefined }
    expect(Parts.safeParse(parts).success).toBe(true)
    const judged = judge(parts)
    if (judged === undefined) return
    expect(typeof judged.right).toBe('boolean')
    // It is judged the same again, and no part of it as something inherited.
    expect(judge([...parts])).toEqual(judged)
    if (judged.right && judged.sheet.rule.by === 'keys')
      expect([...parts].toSorted()).toEqual([...judged.sheet.rule.right].toSorted())
  }),
)
