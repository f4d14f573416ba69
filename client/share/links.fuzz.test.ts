/** Codes of links: what was packed is there again, and of all others none opens as what a step could not have. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { SHARED_BYTES, SHARED_FILES, SharedCode } from '../../server/protocol/index.ts'
import { fuzz } from '../../server/test/fuzz.ts'
import { base64url, byHand, packed } from './byHand.fixture.ts'
import { troubleOf } from './files.ts'
import { readLink } from './link.ts'
import { unpack } from './pack.ts'

const name = fc.stringMatching(/^[a-z][\w-]{0,12}(\/[a-z]{1,8}){0,2}\.py$/)
const text = fc
  .string({ unit: 'grapheme', maxLength: 2_000 })
  .filter((one) => !/[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u.test(one))
const changes = fc.dictionary(name, fc.option(text), { maxKeys: 20, noNullPrototype: true })

fuzz(
  { of: 'links of ours', cases: 300 },
  'hold what was packed, whatever is written in it, and can be kept by the server',
  fc.asyncProperty(changes, async (given) => {
    const code = await packed(given)
    expect(SharedCode.safeParse(code).success).toBe(true)
    expect(readLink(`#code=${code}`)).toEqual({ type: 'code', code })
    expect(await unpack(code)).toEqual({ type: 'unpacked', changes: given })
  }),
)

const oddName = fc.oneof(
  fc.constantFrom(
    'a.py',
    'a/b',
    '..',
    '../a',
    '/a',
    'a/',
    '',
    '__proto__',
    'constructor',
    'a\u202eb',
    '<b>',
    ' ',
    'a b',
  ),
  fc.constantFrom(
    'a'.repeat(100),
    'a'.repeat(101),
    '.',
    './a',
    'a/../b',
    'a\\b',
    'C:a',
    'a\0',
    'é.py',
    '.git/config',
  ),
)
const oddText = fc.constantFrom(
  'x',
  '',
  null,
  '\0',
  '\u001b[2J',
  '\u2066',
  '\ud800',
  'x'.repeat(260_000),
  1,
  [],
  {},
)
const pairs = fc.array(fc.oneof(fc.tuple(oddName, oddText), fc.array(oddName, { maxLength: 3 })), {
  maxLength: 5,
})
const broken = fc
  .tuple(
    changes,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('A', '_', '-', '=', '%', '.', '')), {
      maxLength: 4,
    }),
  )
  .map(async ([given, spots]) => {
    const code = await packed(given)
    return spots.reduce((now, [at, put]) => {
      const from = at % now.length
      return now.slice(0, from) + put + now.slice(from + 1)
    }, code)
  })
const anyCode = fc.oneof<fc.Arbitrary<string | Promise<string>>[]>(
  fc.string(),
  fc.base64String().map((one) => `1.${one}`),
  fc.uint8Array({ maxLength: 300 }).map((one) => `1.${base64url(one)}`),
  fc.json().map((one) => byHand(one)),
  pairs.map((one) => byHand(one)),
  pairs.map((one) => byHand(one, '2')),
  broken,
)

fuzz(
  { of: 'links made by hand', cases: 1_500 },
  'are refused in one sentence, or are files that a step can have',
  fc.asyncProperty(anyCode, async (given) => {
    const result = await unpack(await given)
    if (result.type === 'failed') {
      expect(result.say).toMatch(/^This link [^.]+[.:]/)
      return
    }
    const files = Object.entries(result.changes)
    expect(files.length).toBeLessThanOrEqual(SHARED_FILES)
    expect(troubleOf(files)).toBeUndefined()
    expect(
      files.map(([, one]) => (one ?? '').length).reduce((a, b) => a + b, 0),
    ).toBeLessThanOrEqual(SHARED_BYTES)
    for (const [path] of files) expect(new URL(path, 'file:///a/b/').pathname).toMatch(/^\/a\/b\/./)
    expect(Object.keys(Object.prototype)).toEqual([])
  }),
)
