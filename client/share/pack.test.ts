import fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { SHARED_BYTES, SharedCode } from '../../server/protocol/index.ts'
import type { Changes } from './files.ts'
import { pack, unpack } from './pack.ts'

async function packed(changes: Changes): Promise<string> {
  const result = await pack(changes)
  if (result.type === 'failed') throw new Error(result.say)
  return result.code
}

function base64url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (one) => String.fromCodePoint(one)).join('')
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** A link made by hand: any text, or value as JSON, deflated as ours are. */
async function byHand(value: unknown, version = '1'): Promise<string> {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const deflated = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return `${version}.${base64url(new Uint8Array(await new Response(deflated).arrayBuffer()))}`
}

async function refusal(code: string | Promise<string>): Promise<string> {
  const result = await unpack(await code)
  return result.type === 'failed' ? result.say : 'it was opened'
}

test('what was packed is there again, whatever is written in it, and can be kept by the server', async () => {
  const name = fc.stringMatching(/^[a-z][\w-]{0,12}(\/[a-z]{1,8}){0,2}\.py$/)
  const text = fc
    .string({ unit: 'grapheme', maxLength: 2_000 })
    .filter((one) => !/[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u.test(one))
  const changes = fc.dictionary(name, fc.option(text), { maxKeys: 20, noNullPrototype: true })
  await fc.assert(
    fc.asyncProperty(changes, async (given) => {
      const code = await packed(given)
      expect(SharedCode.safeParse(code).success).toBe(true)
      expect(await unpack(code)).toEqual({ type: 'unpacked', changes: given })
    }),
    { numRuns: 300 },
  )
})

test('no text of any kind makes it throw, or open what is not files', async () => {
  const text = fc.oneof<fc.Arbitrary<string | Promise<string>>[]>(
    fc.string(),
    fc.base64String().map((one) => `1.${one}`),
    fc.uint8Array({ maxLength: 300 }).map((one) => `1.${base64url(one)}`),
    fc.json().map(byHand),
  )
  await fc.assert(
    fc.asyncProperty(text, async (given) => {
      const result = await unpack(await given)
      if (result.type === 'failed') expect(result.say).toMatch(/^This link [^.]+[.:]/)
      else
        for (const one of Object.values(result.changes)) expect(typeof (one ?? '')).toBe('string')
    }),
    { numRuns: 2_000 },
  )
})

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
