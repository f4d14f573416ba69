/** The decoders over any stream: the same however it is cut, and never an exception. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { fuzz } from '../test/fuzz.ts'
import { bulk, bytesOf, commands, replies } from './decoded.fixture.ts'

const each = (bytes: Buffer): Buffer[] => [...bytes].map((byte) => Buffer.from([byte]))

function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b)
  return [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
}

const latin1 = (maxLength: number): fc.Arbitrary<string> =>
  fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes).toString('latin1'))
const line = latin1(20).map((text) => text.replaceAll(/[\r\n]/g, ' '))
const string = fc.oneof(latin1(12), fc.constant('x'.repeat(256)), fc.constant('y'.repeat(257)))

/** Any value of RESP2 or RESP3, as its bytes. */
const { value } = fc.letrec<{ value: string }>((tie) => {
  const several = fc.array(tie('value'), { maxLength: 5 })
  const pairs = fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 })
  return {
    value: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      line.map((text) => `+${text}\r\n`),
      line.map((text) => `-ERR ${text}\r\n`),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((number) => `:${number}\r\n`),
      string.map(bulk),
      fc.constantFrom('$-1\r\n', '*-1\r\n', '_\r\n', '#t\r\n', '#f\r\n', ',inf\r\n', ',-1.5e3\r\n'),
      fc.bigInt().map((number) => `(${number}\r\n`),
      latin1(9).map((text) => `!${text.length}\r\n${text}\r\n`),
      latin1(9).map((text) => `=${text.length + 4}\r\ntxt:${text}\r\n`),
      several.map((all) => `*${all.length}\r\n${all.join('')}`),
      several.map((all) => `~${all.length}\r\n${all.join('')}`),
      several.map((all) => `>${all.length}\r\n${all.join('')}`),
      several.map((all) => `*${all.length + 1}\r\n${bulk('message')}${all.join('')}`),
      pairs.map((all) => `%${all.length}\r\n${all.flat().join('')}`),
      fc
        .tuple(pairs, tie('value'))
        .map(([all, of]) => `|${all.length}\r\n${all.flat().join('')}${of}`),
    ),
  }
})
const replyStream = fc.array(value, { maxLength: 6 }).map((all) => bytesOf(all.join('')))

const command = fc.oneof(
  fc
    .array(string, { minLength: 1, maxLength: 12 })
    .map((all) => `*${all.length}\r\n${all.map(bulk).join('')}`),
  string.map((text) => `*3\r\n${bulk('PUBLISH')}${bulk('c')}${bulk(text)}`),
  fc.constantFrom(
    'PING\r\n',
    'publish c "a b"\n',
    `set k 'it\\'s'\r\n`,
    '\r\n',
    '*0\r\n',
    '*-1\r\n',
  ),
)
const commandStream = fc.array(command, { maxLength: 6 }).map((all) => bytesOf(all.join('')))

const hostile = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.stringMatching(/^[*$%~>|:+_#,(!=\-0-9a\r\n]{0,80}$/).map(bytesOf),
  fc.tuple(fc.oneof(replyStream, commandStream), fc.nat(), fc.nat(255)).map(([bytes, at, byte]) => {
    const broken = Buffer.from(bytes)
    if (broken.length > 0) broken[at % broken.length] = byte
    return broken
  }),
)

for (const [of, decode, stream] of [
  ['replies', replies, replyStream],
  ['commands', commands, commandStream],
] as const) {
  const cuts = fc.array(fc.nat(), { maxLength: 8 })
  fuzz(
    { of: `RESP ${of}`, cases: 1_000 },
    'are the same however they are cut',
    fc.property(stream, cuts, (bytes, places) => {
      const whole = decode([bytes])
      expect(whole.filter((one) => typeof one === 'string')).toEqual([])
      expect(decode(cutAt(bytes, places))).toEqual(whole)
      expect(decode(each(bytes))).toEqual(whole)
    }),
  )
  fuzz(
    { of: `hostile RESP ${of}`, cases: 1_000 },
    'of any bytes are the same however they are cut, and never an exception',
    fc.property(hostile, cuts, (bytes, places) => {
      const whole = decode([bytes])
      expect(decode(cutAt(bytes, places))).toEqual(whole)
      expect(decode(each(bytes))).toEqual(whole)
    }),
  )
}

/** Without pushes, which come also amid other values and count in none. */
const calm = value.filter((text) => !/>\d/.test(text))

fuzz(
  { of: 'RESP replies, counted', cases: 1_000 },
  'are as many as were sent, whatever is in them',
  fc.property(fc.array(calm, { maxLength: 6 }), (all) => {
    const seen = replies([bytesOf(all.join(''))])
    const whole = seen.flatMap((one) => (typeof one === 'object' && 'kind' in one ? [one] : []))
    expect(whole).toHaveLength(all.length)
  }),
)
