/** The forms: each field is described, for editors and for those who read the schema. */
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { LessonForm } from './lessonForm.ts'
import { QuizForm } from './quizForm.ts'
import { StepForm } from './stepForm.ts'
import { count, duration } from './form.ts'
import { suggest } from './nearest.ts'

/** Every `properties` of a JSON Schema, however deep. */
function* fieldsOf(schema: unknown): Generator<[string, unknown]> {
  if (typeof schema !== 'object' || schema === null) return
  if (
    'properties' in schema &&
    typeof schema.properties === 'object' &&
    schema.properties !== null
  ) {
    yield* Object.entries(schema.properties)
  }
  for (const part of Object.values(schema)) yield* fieldsOf(part)
}

test.each([
  ['lesson.yaml', LessonForm],
  ['step.yaml', StepForm],
  ['quiz.yaml', QuizForm],
])('every field of %s is described in its JSON Schema', (_name, form) => {
  const schema = z.toJSONSchema(form, { io: 'input', target: 'draft-7' })
  const definitions = Object.entries(schema.definitions ?? {}).map(([name, definition]) => ({
    reference: `#/definitions/${name}`,
    described: typeof definition === 'object' && definition.description !== undefined,
  }))
  const isDescribed = (field: unknown): boolean =>
    typeof field === 'object' &&
    field !== null &&
    ('description' in field ||
      ('$ref' in field &&
        definitions.some(({ reference, described }) => described && reference === field.$ref)))
  const bare = [...fieldsOf(schema)].filter(
    ([name, field]) => name !== 'kind' && !isDescribed(field),
  )
  expect(bare.map(([name]) => name)).toEqual([])
})

test.each([
  [0, { min: 0, max: 0 }],
  [2, { min: 2, max: 2 }],
  ['1+', { min: 1, max: Infinity }],
  ['2..5', { min: 2, max: 5 }],
])('the count %s has its bounds', (written, bounds) => {
  expect(z.parse(count, written)).toEqual(bounds)
})

test.each([
  ['500ms', 500],
  ['2s', 2000],
  ['1.5s', 1500],
  ['1min', 60_000],
])('the time %s is so many milliseconds', (written, ms) => {
  expect(z.parse(duration('every'), written)).toBe(ms)
})

test('a slip is told from another word', () => {
  expect(suggest('veiws.py', ['views.py', 'urls.py'])).toBe('Did you mean views.py?')
  expect(suggest('settings', ['views.py', 'urls.py'])).toBe('Known: views.py, urls.py.')
  expect(suggest('a', [])).toBe('There is none here yet.')
})
