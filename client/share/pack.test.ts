import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { SHARED_BYTES } from '../../server/protocol/index.ts'
import { byHand, packed } from './byHand.fixture.ts'
import { pack, unpack } from './pack.ts'

async function refusal(code: string | Promise<string>): Promise<string> {
  const result = await unpack(await code)
  return result.type === 'failed' ? result.say : 'it was opened'
}

test('a code cut anywhere is damaged, or opens as less than it was: never as something else', async () => {
  const code = await packed({ 'main.py': 'print("hello")\n'.repeat(40) })
  for (let at = 0; at < code.length; at++)
    expect(await refusal(code.slice(0, at))).toMatch(/^This link is damaged/)
})

describe('links made by hand are refused in one sentence', () => {
  const cases: [string, string | Promise<string>, RegExp][] = [
    ['another version', byHand([], '2'), /another version/],
    ['no version', 'H4sIAAAA', /damaged/],
    ['nothing', '1.', /damaged/],
    ['what is no base64', '1.%%%', /damaged/],
    ['a base64 of a wrong length', '1.abcde', /damaged/],
    ['what is not deflated', `1.${btoa('[["a","b"]]')}`, /damaged/],
    ['what is no JSON', byHand('[["a",'), /damaged/],
    ['an object', byHand({ 'a.py': 'x' }), /damaged/],
    ['a number as text', byHand([['a.py', 1]]), /damaged/],
    ['a triple', byHand([['a.py', 'x', 'y']]), /damaged/],
    ['the prototype', byHand([['__proto__', 'x']]), /a file that a step can’t have/],
    ['a way up', byHand([['../main.py', 'x']]), /a file that a step can’t have/],
    ['a way up inside', byHand([['a/../../b', null]]), /a file that a step can’t have/],
    ['an absolute path', byHand([['/etc/passwd', 'x']]), /a file that a step can’t have/],
    ['an empty name', byHand([['', 'x']]), /a file that a step can’t have/],
    ['a blank', byHand([[' ', 'x']]), /a file that a step can’t have/],
    ['a blank at its end', byHand([['main.py ', 'x']]), /a file that a step can’t have/],
    ['a folder', byHand([['a/', 'x']]), /a file that a step can’t have/],
    ['this folder', byHand([['./a', 'x']]), /a file that a step can’t have/],
    ['a backslash', byHand([[String.raw`a\b`, 'x']]), /a file that a step can’t have/],
    ['a name that turns', byHand([['a\u202eyp.txt', 'x']]), /a file that a step can’t have/],
    ['markup in a name', byHand([['<img src=x>', 'x']]), /a file that a step can’t have/],
    ['a name of 101', byHand([['a'.repeat(101), 'x']]), /a file that a step can’t have/],
    [
      'one name twice',
      byHand([
        ['a.py', 'x'],
        ['a.py', 'y'],
      ]),
      /twice/,
    ],
    ['a null character', byHand([['a.py', 'x\n\0']]), /line 2 of a\.py has an unseen character/],
    ['an escape', byHand([['a.py', '\u001b[2J']]), /line 1 of a\.py has an unseen/],
    ['turned text', byHand([['a.py', 'a\nb\n# \u2066x']]), /line 3 of a\.py has an unseen/],
    [
      '10,000 files',
      byHand(Array.from({ length: 10_000 }, (_, at) => [`f${at}`, ''])),
      /100 files/,
    ],
    ['more than any link has', `1.${'A'.repeat(400_000)}`, /more than 250 kB/],
    ['too much', byHand([['a.py', 'x'.repeat(SHARED_BYTES)]]), /more than 250 kB/],
    ['deep JSON', byHand('['.repeat(200_000)), /damaged/],
  ]
  test.each(cases)('%s', async (_, code, say) => {
    expect(await refusal(code)).toMatch(say)
  })
})

test('of a bomb of 50 MB little more is inflated than it takes to refuse it', async () => {
  const bomb = await byHand(' '.repeat(50_000_000))
  let inflated = 0
  class Counted extends DecompressionStream {
    override readonly readable = super.readable.pipeThrough(
      new TransformStream({
        transform(part: Uint8Array<ArrayBuffer>, out) {
          inflated += part.length
          out.enqueue(part)
        },
      }),
    )
  }
  vi.stubGlobal('DecompressionStream', Counted)
  onTestFinished(() => void vi.unstubAllGlobals())
  expect(await refusal(bomb)).toMatch(/more than 250 kB/)
  expect(inflated).toBeGreaterThan(SHARED_BYTES)
  expect(inflated).toBeLessThan(3_000_000)
})

test('what could not be opened is not packed', async () => {
  expect(await pack({ 'a.py': '\0' })).toEqual({
    type: 'failed',
    say: 'This code can’t be shared: line 1 of a.py has an unseen character that could hide what the code does.',
  })
  expect(await pack({ 'a.py': 'é'.repeat(200_000) })).toEqual({
    type: 'failed',
    say: 'This code is too large to share: 401 kB of 250 kB.',
  })
})
