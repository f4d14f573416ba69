/** The short way to HTML gives what the long one gives. */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { array, assert, constantFrom, property } from 'fast-check'
import { expect, test } from 'vitest'
import { parseMarkdown, renderDocument, unwrap } from './prose.ts'
import { readShort, renderShort } from './shortText.ts'

const renderText = (source: string): string => unwrap(renderDocument(parseMarkdown(source)))

test('any text that it takes becomes the same HTML', () => {
  const piece = constantFrom(
    ...[
      'a',
      'Word',
      ' ',
      '  ',
      '`',
      '``',
      '.',
      '1.',
      '- ',
      '+ ',
      '=',
      '---',
      '"',
      "'",
      '&',
      '<',
      '>',
    ],
    ...[
      'www.a.de',
      'http://',
      '://',
      '*',
      '_',
      '~',
      '\\',
      '[',
      ']',
      '(',
      ')',
      '!',
      '|',
      ':',
      '#',
      '\n',
    ],
    ...['é', '😀', '&amp;', 'b`c`', '`d`', '` e `', '%', '/', '?', ';', '@', '\t', '\u00a0'],
  )
  assert(
    property(array(piece, { maxLength: 12 }), (pieces) => {
      const source = pieces.join('')
      const parts = readShort(source)
      if (parts !== undefined) expect(renderShort(parts)).toBe(renderText(source))
    }),
    { numRuns: 5_000 },
  )
})

test('it takes most texts of the quizzes there are, each as the long way does', async () => {
  const root = join(import.meta.dirname, '../../lessons')
  const quizzes = (await readdir(root)).filter((name) => /^\d/.test(name))
  const sources = await Promise.all(
    quizzes.map((name) => readFile(join(root, name, 'quiz.yaml'), 'utf8')),
  )
  const texts = sources.join('\n').match(/(?<=(?:why|text|check): )[^'"|>\n].*/g) ?? []
  const taken = texts.filter((text) => readShort(text) !== undefined)
  expect(taken.length).toBeGreaterThan(texts.length * 0.7)
  for (const text of taken) expect(renderShort(readShort(text) ?? [])).toBe(renderText(text))
})
