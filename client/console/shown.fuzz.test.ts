/** Whatever a program prints: what the page shows of it has no escapes, known looks, and a bounded size. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { fuzz } from '../../server/test/fuzz.ts'
import { plainText, spansOf } from './ansi.ts'

const piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[
        '\u001b[',
        '\u001b]',
        '\u001b',
        '\u009b',
        'm',
        '0',
        '1',
        '38;5;',
        '48;2;',
        ';',
        ':',
        '?',
        'K',
        'H',
      ],
      ...[
        '31',
        '97',
        '107',
        '999999999',
        '\u0007',
        '\u001b\\',
        ' ',
        '/',
        '2J',
        '\u001b[31m',
        '\u001b[0m',
      ],
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'a',
      '\r',
      '\t',
      '\0',
      '\u202e',
      '\u2066',
      '🙂',
      '\ud800',
      '<b>',
      '\u007f',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 6, unit: 'binary' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '\u001b['.repeat(2_000),
      '1;'.repeat(4_000),
      '\u001b]'.repeat(3_000),
    ),
  },
)
const line = fc.array(piece, { maxLength: 20 }).map((all) => all.join('').replaceAll('\n', ''))
const LOOK = /^((fg|bg)(\d|1[0-5])|bold|dim|italic|underline|strike|inverse)$/

fuzz(
  { of: 'escapes in output', cases: 3_000 },
  'become looks that are known, and no control character is shown',
  fc.property(line, (text) => {
    const spans = spansOf(text)
    expect(spans.map((span) => span.text).join('')).toBe(plainText(text))
    expect(plainText(text)).not.toMatch(/[^\P{Cc}\t]/u)
    for (const look of spans.flatMap(({ classes }) => classes)) expect(look).toMatch(LOOK)
    expect(plainText(plainText(text))).toBe(plainText(text))
  }),
)
