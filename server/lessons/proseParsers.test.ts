/** A text without a sign of GitHub's Markdown is read by the common one alone: to the same document. */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { array, assert, constantFrom, property } from 'fast-check'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { expect, test } from 'vitest'
import { parseMarkdown } from './prose.ts'

const github = unified().use(remarkParse).use(remarkGfm).freeze()

test('any text is the document that GitHub’s Markdown makes of it', () => {
  const piece = constantFrom(
    ...['a', 'Word', ' ', '\n', '\n\n', '\t', '`', '```\n', '.', ',', '(', ')', '!', '"', '_', '*'],
    ...['- ', '* ', '1. ', '> ', '# ', '    ', '---', '===', '-', ':', '|', '~', '~~', '+'],
    ...['[', ']', '[ ]', '[x] ', '[X]', '[^', '[^a]', '[^a]: ', ':-', '-:', ':-:', '|-|', '| a |'],
    ...[
      'www.',
      'WWW.',
      'www',
      'a.de',
      'http://',
      'https:',
      '//',
      '@',
      'a@b.de',
      'mailto:',
      'xmpp:',
    ],
    ...[
      '&#64;',
      '&#46;',
      '&colon;',
      '&sol;',
      '&',
      ';',
      '\\',
      '\\.',
      '<',
      '>',
      '[a](b.md)',
      '\u00a0',
    ],
  )
  assert(
    property(array(piece, { maxLength: 14 }), (pieces) => {
      const source = pieces.join('')
      expect(parseMarkdown(source)).toEqual(github.parse(source))
    }),
    { numRuns: 4_000 },
  )
})

test('so are the steps there are', async () => {
  const root = join(import.meta.dirname, '../../lessons')
  const entries = await readdir(root, { recursive: true })
  const files = entries.filter((name) => name.endsWith('.md'))
  expect(files.length).toBeGreaterThan(15)
  for (const name of files) {
    const source = await readFile(join(root, name), 'utf8')
    expect({ name, root: parseMarkdown(source) }).toEqual({ name, root: github.parse(source) })
  }
})
