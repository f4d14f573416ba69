/** What is found of code whose step is gone. */
import { describe, expect, it } from 'vitest'
import { goneOf, lessonsOf } from './gone.ts'

const kept = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      { key, at: 1, value: value === null ? null : JSON.stringify(value) },
    ]),
  )
const nothing = () => false
const attempt = (number: number, text: string) => ({
  ...{ number, held: 0, of: 1 },
  files: { 'main.py': text },
})

describe('code whose step is gone', () => {
  it('is all that was written there, the last of it on top, each text once', () => {
    const entries = kept({
      'draft/01-a/02-b': { files: { 'main.py': 'last', 'old.py': null } },
      'aside/01-a/02-b': { files: { 'main.py': 'mine' } },
      'beside/01-a/02-b': [{ files: { 'main.py': 'from a link' }, mine: false }],
      'attempts/01-a/02-b': {
        attempts: [attempt(1, 'first'), attempt(2, 'mine'), attempt(3, 'last')],
        solved: false,
      },
    })
    const [gone, ...others] = goneOf(entries, nothing)
    expect(others).toEqual([])
    expect(gone).toMatchObject({ lesson: '01-a', step: '02-b' })
    expect(Object.entries(gone?.files ?? {})).toEqual([
      ['main.py', 'last'],
      ['before-the-solution/main.py', 'mine'],
      ['put-aside-1/main.py', 'from a link'],
      ['attempt-1/main.py', 'first'],
    ])
    expect(gone?.keys.toSorted()).toEqual(Object.keys(entries).toSorted())
  })

  it('is none of a step that is there, was erased, or holds no code', () => {
    const entries = kept({
      'draft/01-a/02-b': { files: { 'main.py': 'x' } },
      'draft/01-a/03-c': null,
      'draft/01-a/04-d': { files: {} },
      'seen/01-a/05-e': true,
      'draft/02-f': { files: { 'main.py': 'x' } },
    })
    expect(goneOf(entries, (lesson, step) => lesson === '01-a' && step === '02-b')).toEqual([])
    expect(lessonsOf(entries)).toEqual(['01-a'])
  })
})
