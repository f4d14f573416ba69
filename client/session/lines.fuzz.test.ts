/** Whatever a program prints, and in whatever pieces it comes: the lines of it that the page keeps. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { fuzz } from '../../server/test/fuzz.ts'
import { HALF, countLines, nothingPrinted, print, textOf } from './scrollback.ts'

const chunk = fc.record({
  at: fc.nat(100),
  stream: fc.constantFrom('out' as const, 'err' as const),
  text: fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .array(fc.constantFrom('a', 'bc', '\n', ' ', 'é'), { maxLength: 12 })
        .map((all) => all.join('')),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('x'.repeat(9_000), 'y\n'.repeat(60), 'z'.repeat(30_000)),
    },
  ),
})

fuzz(
  { of: 'lines in the page', cases: 1_500 },
  'are the same however they came, in order, and all that is missing is counted',
  fc.property(fc.array(chunk, { maxLength: 12 }), fc.nat(5), (chunks, size) => {
    const whole = print(nothingPrinted, chunks)
    const parts = chunks.flatMap((one) =>
      [one.text.slice(0, size), one.text.slice(size)].map((text) => ({ ...one, text })),
    )
    const cut = parts.reduce((shown, part) => print(shown, [part]), nothingPrinted)
    const long = chunks.some(({ text }) => text.length > 8_000)
    if (!long) expect(textOf(cut)).toBe(textOf(whole))
    for (const shown of [whole, cut]) {
      const pages = [...shown.head, ...shown.tail]
      const numbers = pages.flatMap(({ lines }) => lines.map(({ n }) => n))
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
      expect(shown.dropped.lines + numbers.length).toBe(countLines(shown))
      expect(shown.headSize).toBeLessThan(HALF + 400_000)
      expect(shown.tailSize).toBeLessThan(HALF + 400_000)
    }
  }),
)
