/** An inline command and a line at the prompt are of one grammar, which Redis and redis-cli read with the same function. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect } from 'vitest'
import { quoted, wordsOf } from '../hands/words.ts'
import { splitInline } from '../tap/inline.ts'
import { fuzz } from './fuzz.ts'

const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'a',
      'SET',
      ' ',
      '"',
      "'",
      '\\',
      '\\x41',
      '\\xg0',
      '\\n',
      "\\'",
      '\\"',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '\t',
      '\v',
      '\f',
      '\r',
      '\u00a0',
      '\u0085',
      '\ufeff',
      'é',
      '\\x4',
      '\\\\',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('x'.repeat(256), 'x'.repeat(257)) },
)
const line = fc.array(piece, { maxLength: 12 }).map((all) => all.join(''))

fuzz(
  { of: 'lines of words', cases: 5_000 },
  'the tap and the prompt part them alike',
  fc.property(line, (text) => {
    const words = wordsOf(text)?.map((word) => {
      const head = word.subarray(0, 256).toString('latin1')
      const { length: size } = word
      return size <= 256
        ? { head, size }
        : { head, size, hash: createHash('sha256').update(word).digest('base64') }
    })
    expect(splitInline(Buffer.from(text).toString('latin1'))).toEqual(words)
  }),
)

fuzz(
  { of: 'quoted words', cases: 2_000 },
  'are the same words again',
  fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (all) => {
    const words = all.map((bytes) => Buffer.from(bytes))
    expect(wordsOf(words.map(quoted).join(' '))).toEqual(words)
  }),
)
