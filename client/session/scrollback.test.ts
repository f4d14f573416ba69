/** Lines, halves and what is left out between them. */
import { describe, expect, it } from 'vitest'
import { HALF, cut, echo, gapOf, nothingPrinted, pagesOf, print, textOf } from './scrollback.ts'
import type { Scrollback } from './scrollback.ts'

const out = (text: string) => ({ at: 1, stream: 'out', text }) as const
const err = (text: string) => ({ at: 1, stream: 'err', text }) as const
const linesOf = (output: Scrollback) => pagesOf(output).flatMap((page) => page.lines)
const texts = (output: Scrollback) => linesOf(output).map((line) => line.text)
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join('')

describe('what is printed', () => {
  it('goes on in its line until the newline comes', () => {
    const half = print(nothingPrinted, [out('Hel')])
    expect(texts(print(half, [out('lo\nthere')]))).toEqual(['Hello', 'there'])
  })

  it('keeps empty lines', () => {
    expect(texts(print(nothingPrinted, [out('a\n\nb\n')]))).toEqual(['a', '', 'b'])
  })

  it('of the other stream never stands in an open line', () => {
    expect(texts(print(nothingPrinted, [out('a'), err('b\n'), out('c\n')]))).toEqual([
      'a',
      'b',
      'c',
    ])
  })

  it('after a carriage return stands in the place of what was before', () => {
    const twice = print(print(nothingPrinted, [out('10 %\r')]), [out('20 %\r')])
    expect(texts(print(twice, [out('done\r\n')]))).toEqual(['done'])
  })

  it('leaves what was given before untouched', () => {
    const before = print(nothingPrinted, [out('a\n')])
    print(before, [out('b\n')])
    expect(texts(before)).toEqual(['a'])
  })

  it('is one text again for copying', () => {
    expect(textOf(print(nothingPrinted, [out('a\nb\n')]))).toBe('a\nb')
  })
})

describe('what is typed', () => {
  it('stands at the end of the prompt and closes the line', () => {
    const asked = print(nothingPrinted, [out('Name? ')])
    const typed = print(echo(asked, { at: 2, text: 'Ada\n' }), [out('Hello Ada\n')])
    expect(linesOf(typed)).toMatchObject([{ text: 'Name? ', typed: 'Ada' }, { text: 'Hello Ada' }])
  })

  it('has a line of its own where there is no prompt', () => {
    expect(linesOf(echo(nothingPrinted, { at: 2, text: 'Ada\n' }))).toMatchObject([
      { text: '', typed: 'Ada' },
    ])
  })
})

describe('a flood', () => {
  const flood = () => {
    let output = nothingPrinted
    for (let from = 1; from <= 200_000; from += 1000)
      output = print(output, [out(numbered(from, from + 999))])
    return output
  }

  it('keeps the first and the last half, within bounds', () => {
    const output = flood()
    const all = texts(output)
    expect(all[0]).toBe('line 1')
    expect(all.at(-1)).toBe('line 200000')
    expect(all.join('\n').length).toBeLessThan(2.1 * HALF)
  })

  it('counts exactly what is left out between them', () => {
    const output = flood()
    const lastOfHead = output.head.at(-1)?.lines.at(-1)
    const firstOfTail = output.tail[0]?.lines[0]
    expect(gapOf(output).lines).toBe((firstOfTail?.n ?? 0) - (lastOfHead?.n ?? 0) - 1)
    expect(firstOfTail?.text).toBe(`line ${firstOfTail?.n}`)
  })

  it('of which the server replays the halves only is cut where the server says', () => {
    const head = print(nothingPrinted, [out(numbered(1, 3))])
    const tail = print(cut(head, { characters: 0, lines: 0 }), [out('line 71205\n')])
    const whole = cut(tail, { characters: 3_200_000, lines: 71_201 })
    expect(gapOf(whole)).toEqual({ characters: 3_200_000, lines: 71_201 })
    expect(whole.head.at(-1)?.lines.at(-1)?.text).toBe('line 3')
    expect(whole.tail[0]?.lines[0]?.text).toBe('line 71205')
  })

  it('that this page saw itself is not counted twice when the server counts it as well', () => {
    const output = flood()
    const own = gapOf(output)
    expect(gapOf(cut(output, { characters: own.characters - 5, lines: own.lines - 1 }))).toEqual(
      own,
    )
  })
})
