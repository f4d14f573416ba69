/** ANSI escapes become classes, or nothing. */
import { describe, expect, it } from 'vitest'
import { plainText, spansOf } from './ansi.ts'

const E = '\u001B['
const shown = (text: string) => spansOf(text).map((span) => [span.text, ...span.classes])

describe('a line with escapes', () => {
  it.each([
    ['plain', [['plain']]],
    [`${E}31mred${E}0m not`, [['red', 'fg1'], ['not'].map(() => ' not')]],
    [
      `${E}1;32mok${E}22m green`,
      [
        ['ok', 'fg2', 'bold'],
        [' green', 'fg2'],
      ],
    ],
    [`${E}94mbright${E}39mnot`, [['bright', 'fg12'], ['not']]],
    [`${E}38;5;196mcube`, [['cube', 'fg1']]],
    [`${E}38;2;1;2;3mtrue colour`, [['true colour']]],
    [`${E}44mon blue${E}m`, [['on blue', 'bg4']]],
  ])('%j', (text, spans) => {
    expect(shown(text)).toEqual(spans)
  })

  it('shows nothing of cursor moves, titles and bells', () => {
    expect(plainText(`${E}2K${E}1Ga\u001B]0;title\u0007b\u0007c`)).toBe('abc')
    expect(shown(`${E}2Ja`)).toEqual([['a']])
  })

  it('never yields markup', () => {
    expect(shown('<b>')).toEqual([['<b>']])
  })
})
