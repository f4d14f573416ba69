/** A text without a sign of GitHub's Markdown is read by the common one alone: to the same document. */
import { array, assert, constantFrom, property } from 'fast-check'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { expect, test } from 'vitest'
import { parseMarkdown } from './prose.ts'

const github = unified().use(remarkParse).use(remarkGfm).freeze()

test('any text is the document that GitHub’s Markdown makes of it', () => {
  const piece = constantFrom(
    ...['a', 'Word', ' ', '\n', '\r\n', '\r', '\n\n', '\t', '\0', '\u00a0', '\\', '\\.', '&', ';'],
    ...['`', '```\n', '.', ',', '(', ')', '!', '"', '_', '*', '**', '+', '<', '>', '<b>', '<!--'],
    ...['- ', '* ', '1. ', '> ', '# ', '    ', '---', '===', '-', ':', '|', '~', '~~', '![', ']('],
    ...['[', ']', '[ ]', '[x] ', '[X]', '[\r\n]', '[^', '[^a]', '[^a]: ', '[a]: b\n', '[a](b.md)'],
    ...[
      ':-',
      '-:',
      ':-:',
      '|-|',
      '| a |',
      'www.',
      'WWW.',
      'www',
      'a.de',
      'http://',
      'https:',
      '//',
    ],
    ...['@', 'a@b.de', 'mailto:', 'xmpp:', '&#64;', '&#46;', '&colon;', '&sol;', '&#119;'],
  )
  assert(
    property(array(piece, { maxLength: 14 }), (pieces) => {
      const source = pieces.join('')
      expect(parseMarkdown(source)).toEqual(github.parse(source))
    }),
    { numRuns: 1_000 },
  )
})

test.each([
  ['a table of one column', 'a\n:-'],
  ['a table', 'a | b\n-|-'],
  ['a stroke', '~~a~~'],
  ['an address', 'see www.a.de'],
  ['a mail address', 'a@b.de'],
  ['an address behind a sign that is written otherwise', 'http&#58;//a.de'],
  ['a footnote', 'a[^b]\n\n[^b]: c'],
  ['a task', '- [x] done'],
  ['a task with a new line in its box', '- [\r\n] to do'],
])('%s is read', (_, source) => {
  const common = unified().use(remarkParse).freeze()
  expect(github.parse(source)).not.toEqual(common.parse(source))
  expect(parseMarkdown(source)).toEqual(github.parse(source))
})
