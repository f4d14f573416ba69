/** Links on their way into the zip. */
import { expect, test } from 'vitest'
import { firstPart, leadLinks } from './links.ts'

const place = {
  folder: '02-b',
  paths: new Set([
    '02-b/main.py',
    '01-a/README.md',
    'glossary.md',
    '02-b/a b.svg',
    '02-b/README.md',
  ]),
  nearer: new Map([['../../glossary.md', '../glossary.md']]),
}

test.each([
  ['[`main.py`](main.py#L3)', '[`main.py`](main.py#L3)'],
  ['[a step](../01-a/)', '[a step](../01-a/README.md)'],
  ['[a step](../01-a)', '[a step](../01-a/README.md)'],
  ['[a step](../01-a/README.md#x)', '[a step](../01-a/README.md#x)'],
  ['[a word](../../glossary.md#word "Title")', '[a word](../glossary.md#word "Title")'],
  [
    '[web](https://redis.io/docs) and <https://redis.io>',
    '[web](https://redis.io/docs) and <https://redis.io>',
  ],
  ['![a drawing](a%20b.svg)', '![a drawing](a%20b.svg)'],
  ['[`x](y)`](main.py)', '[`x](y)`](main.py)'],
  ['[below](#there)', '[below](#there)'],
  ['`[no link](../01-a/)`', '`[no link](../01-a/)`'],
])('%s becomes %s', (source, led) => {
  expect(leadLinks(source, place)).toEqual({ text: led, lost: [] })
})

test('what leads nowhere becomes its text, and is told', () => {
  const source = 'See [the *next*](../03-c/) and ![it](gone.svg), or [`x`](../../02-other/01-a/).'
  expect(leadLinks(source, place)).toEqual({
    text: 'See the *next* and it, or `x`.',
    lost: ['../03-c/', 'gone.svg', '../../02-other/01-a/'],
  })
})

test('a badly escaped address is told, and breaks nothing', () => {
  expect(leadLinks('[x](a%zz.py)', place)).toEqual({ text: 'x', lost: ['a%zz.py'] })
})

test('a word for a share that was measured is a word', () => {
  const led = { text: 'In some it is lost.', lost: [] }
  expect(leadLinks('In [some](step.yaml#some-are-lost) it is lost.', place)).toEqual(led)
})

test('the first part ends where a heading of second rank begins, but not in code', () => {
  expect(firstPart('# A\n\nText.\n\n```sh\n## no\n```\n\n## B\n')).toBe(29)
  expect(firstPart('# A\n')).toBe(4)
})
