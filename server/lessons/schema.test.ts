/** The schemas for editors: kept beside the lessons, and those of today's forms. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { lessonSchemas } from './schema.ts'

const folder = new URL('../../lessons/schema/', import.meta.url)

test.each([...lessonSchemas()])(
  '%s is current (else: npm run lessons -- schema)',
  async (name, json) => {
    expect(await readFile(new URL(name, folder), 'utf8')).toBe(json)
  },
)

test('a claim can be completed however deep it stands', () => {
  const step: unknown = JSON.parse(lessonSchemas().get('step.schema.json') ?? '')
  expect(JSON.stringify(step)).toContain('"What PUBLISH returned; any when left out."')
  expect(JSON.stringify(step)).toMatch(/"after":\{"allOf":|"after":\{"\$ref"|"after":/)
})
