/** The decoders: what they make of RESP2 and RESP3, however it is cut, and of what is no RESP. */
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { CommandDecoder, type Command } from './commands.ts'
import { keyOf, textOf, type Piece } from './piece.ts'
import { NotUnderstood } from './reader.ts'
import { ReplyDecoder, type Value } from './replies.ts'

/** The same ones in each `npm test`; more, and others each time, with `TAP_CASES=100000`. */
const MORE = process.env['TAP_CASES']
const CASES = Number(MORE ?? 1_000)
const RUNS = { numRuns: CASES, ...(MORE === undefined ? { seed: 1 } : {}) }
vi.setConfig({ testTimeout: 60_000 + CASES * 10 })

type Seen = (Value | { readonly item: Value } | Command | string)[]

/** Everything the decoder said of these pieces; a string is why it gave up. */
function replies(pieces: readonly Buffer[]): Seen {
  const seen: Seen = []
  const decoder = new ReplyDecoder({
    value: (value) => void seen.push(value),
    item: (item) => seen.push({ item }) > 0,
  })
  return pushed(decoder, pieces, seen)
}

function commands(pieces: readonly Buffer[]): Seen {
  const seen: Seen = []
  return pushed(new CommandDecoder((command) => void seen.push(command)), pieces, seen)
}

function pushed(
  decoder: ReplyDecoder | CommandDecoder,
  pieces: readonly Buffer[],
  seen: Seen,
): Seen {
  try {
    for (const piece of pieces) decoder.push(piece)
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error
    seen.push(error.message)
  }
  return seen
}

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1')
const each = (bytes: Buffer): Buffer[] => [...bytes].map((byte) => Buffer.from([byte]))

function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b)
  return [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
}

const latin1 = (maxLength: number): fc.Arbitrary<string> =>
  fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes).toString('latin1'))
const line = latin1(20).map((text) => text.replaceAll(/[\r\n]/g, ' '))
const string = fc.oneof(latin1(12), fc.constant('x'.repeat(256)), fc.constant('y'.repeat(257)))
const bulk = (text: string): string => `$${text.length}\r\n${text}\r\n`

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

describe.each([
  ['replies', replies, replyStream],
  ['commands', commands, commandStream],
] as const)('%s', (_, decode, stream) => {
  test('are the same however they are cut', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 8 }), (bytes, places) => {
        const whole = decode([bytes])
        expect(whole.filter((one) => typeof one === 'string')).toEqual([])
        expect(decode(cutAt(bytes, places))).toEqual(whole)
        expect(decode(each(bytes))).toEqual(whole)
      }),
      RUNS,
    )
  })

  test('of any bytes are the same however they are cut, and never an exception', () => {
    fc.assert(
      fc.property(hostile, fc.array(fc.nat(), { maxLength: 8 }), (bytes, places) => {
        const whole = decode([bytes])
        expect(decode(cutAt(bytes, places))).toEqual(whole)
        expect(decode(each(bytes))).toEqual(whole)
      }),
      RUNS,
    )
  })
})

const kinds = (text: string): unknown[] =>
  replies([bytesOf(text)]).flatMap((one) =>
    typeof one === 'object' && 'kind' in one ? one.kind : [],
  )

test.each([
  ['+OK\r\n', ['status']],
  ['-ERR no\r\n', ['error']],
  [':-7\r\n', ['integer']],
  ['$0\r\n\r\n', ['string']],
  ['$-1\r\n*-1\r\n_\r\n', ['nil', 'nil', 'nil']],
  ['#t\r\n,1.5\r\n(12\r\n', ['boolean', 'double', 'big number']],
  ['!5\r\nERR x\r\n=8\r\ntxt:text\r\n', ['error', 'string']],
  ['*0\r\n~1\r\n:1\r\n%1\r\n+a\r\n:1\r\n>1\r\n+x\r\n', ['array', 'set', 'map', 'push']],
  ['|1\r\n+ttl\r\n:1\r\n:5\r\n', ['integer']],
  ['*2\r\n|1\r\n+ttl\r\n:1\r\n:5\r\n:6\r\n', ['array']],
])('%j is %j', (text, expected) => {
  expect(kinds(text)).toEqual(expected)
})

test('a verbatim string is told without its format', () => {
  expect(replies([bytesOf('=8\r\ntxt:text\r\n')])).toMatchObject([{ head: 'text', size: 4 }])
})

test('a message amid a reply comes before it and does not count in it', () => {
  const text = '*2\r\n>3\r\n+message\r\n+c\r\n+x\r\n:1\r\n:2\r\n'
  expect(kinds(text)).toEqual(['push', 'array'])
})

test.each([
  '$?\r\n',
  '*?\r\n',
  '*1x\r\n',
  '$-2\r\n',
  '%-1\r\n',
  '@\r\n',
  '+OK\n',
  '*9999999999999999\r\n',
])('%j is no reply', (text) => {
  expect(replies([bytesOf(text)])).toEqual([expect.any(String)])
})

test.each([
  '*1\r\n:1\r\n',
  '*1\r\n$-1\r\n',
  '*x\r\n',
  '*1\n$4\r\nPING\r\n',
  'PUBLISH a "x\r\n',
  'a'.repeat(70_000),
])('%.20s ... is no command', (text) => {
  expect(commands([bytesOf(`${text}\r\n`)])).toEqual([expect.any(String)])
})

test('an inline command is split as Redis does', () => {
  const words = (text: string): unknown => commands([bytesOf(`${text}\r\n`)])
  expect(words(`publish  c "a\\x00\\n\\"b" 'it\\'s'`)).toMatchObject([
    { word: 'PUBLISH', args: [{ head: 'c' }, { head: 'a\0\n"b' }, { head: "it's" }], count: 3 },
  ])
})

test('long strings with the same beginning are told apart where it matters', () => {
  const publish = (end: string): Piece | undefined => {
    const text = 'x'.repeat(300) + end
    const [seen] = commands([bytesOf(`*3\r\n${bulk('publish')}${bulk('c')}${bulk(text)}`)])
    return typeof seen === 'object' && 'args' in seen ? seen.args[1] : undefined
  }
  const [a, b] = [publish('a'), publish('b')]
  expect(a).toMatchObject({ head: 'x'.repeat(256), size: 301 })
  expect(a && b && keyOf(a) === keyOf(b)).toBe(false)
})

test.each([
  ['plain', 'plain', false],
  ['gr\u00c3\u00bc\u00c3\u009fe', 'grüße', false],
  ['a\\b', 'a\\b', false],
  ['\u00ff\\\n', '\\xff\\\\\\x0a', true],
])('%j is shown as %j', (head, text, binary) => {
  expect(textOf({ head, size: head.length })).toEqual({ text, binary })
})

test('a character that the cut goes through is left out, not taken for binary', () => {
  const head = bytesOf(Buffer.from(`${'x'.repeat(255)}é`).toString('latin1'))
    .toString('latin1')
    .slice(0, 256)
  expect(textOf({ head, size: 257 })).toEqual({ text: 'x'.repeat(255), binary: false })
})

test('what never ends costs no memory', () => {
  const held = (): number => process.memoryUsage().heapUsed + process.memoryUsage().external
  const before = held()
  const flood = Buffer.alloc(1 << 20, 'x')
  const endless = [
    new ReplyDecoder({ value: () => undefined, item: () => true }),
    new ReplyDecoder({ value: () => undefined, item: () => true }),
    new ReplyDecoder({ value: () => undefined, item: () => true }),
  ]
  endless[0]?.push(bytesOf('$500000000\r\n'))
  endless[1]?.push(bytesOf('+'))
  endless[2]?.push(bytesOf('*2000000000\r\n'))
  for (let megabytes = 0; megabytes < 100; megabytes++) {
    endless[0]?.push(flood)
    endless[1]?.push(flood)
  }
  for (let times = 0; times < 100; times++) endless[2]?.push(Buffer.alloc(4_000, ':1\r\n'))
  expect(held() - before).toBeLessThan(20e6)
  expect(replies([Buffer.alloc(400_000, '*1\r\n')])).toEqual(['arrays in arrays without end'])
})
