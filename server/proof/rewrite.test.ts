/** A transcript in a step.yaml is replaced, and nothing else moves. */
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { rewrite } from './rewrite.ts'

const source = `# Completion comes from the schema.
programs: # tabs
  main:   { file: main.py }
  other: { file: other.py,
           start: hand }
expect:
  main: | # all of it
    old
  other: 'x' # one line

truths: { it-ends: { ends: { of: main } } }
`

test('text is replaced where it stands', () => {
  expect(rewrite(source, new Map([['main', 'new\nlines\n']]))).toBe(
    source.replace(
      '  main: | # all of it\n    old\n',
      '  main: | # all of it\n    new\n    lines\n',
    ),
  )
})

test('a value on one line gives way to a block, and its neighbour stays', () => {
  const changed = rewrite(source, new Map([['other', [{ any_order: 'a\nb\n', maybe: 'c\n' }]]]))
  expect(changed).toContain(
    '  main: | # all of it\n    old\n  other: # one line\n    - any_order: |\n',
  )
  expect(parse(changed)).toEqual({
    ...parse(source),
    expect: { main: 'old\n', other: [{ any_order: 'a\nb\n', maybe: 'c\n' }] },
  })
})

test('a program without a transcript gets one behind the others', () => {
  const changed = rewrite(source, new Map([['third', 'new\n']]))
  expect(changed).toContain("other: 'x' # one line\n  third: |\n    new\n")
})

test('without expect it stands before what follows it in the format, else at the end', () => {
  const bare = 'programs: { main: { file: main.py } }\nobserve: 3s\ntruths: {}\n'
  expect(rewrite(bare, new Map([['main', 'new\n']]))).toBe(
    'programs: { main: { file: main.py } }\nobserve: 3s\nexpect:\n  main: |\n    new\ntruths: {}\n',
  )
  const end = 'programs: { main: { file: main.py } }'
  expect(rewrite(end, new Map([['main', '']]))).toBe(`${end}\nexpect:\n  main: ''\n`)
})

test('one line for all becomes a block that keeps the rest', () => {
  const flow = 'expect: { main: old, other: x }\ntruths: {}\n'
  expect(rewrite(flow, new Map([['main', 'new\n']]))).toBe(
    'expect:\n  main: |\n    new\n  other: x\ntruths: {}\n',
  )
})

test.each(['  leading\nthen\n', '# no comment\n', 'trailing  \n', '\n\nblank\n', "it's: [a]\n"])(
  '%j comes back as it was printed',
  (text) => {
    const changed = rewrite(source, new Map([['main', text]]))
    expect(parse(changed)).toEqual({ ...parse(source), expect: { main: text, other: 'x' } })
  },
)

test('nothing changed is the same text', () => {
  expect(rewrite(source, new Map())).toBe(source)
})
