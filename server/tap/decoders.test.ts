/** The decoders: what they make of RESP2 and RESP3, and of what is no RESP. */
import { expect, test } from 'vitest'
import { bulk, bytesOf, commands, replies } from './decoded.fixture.ts'
import { keyOf, textOf, type Piece } from './piece.ts'
import { ReplyDecoder } from './replies.ts'

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

test.each([
  [`ECHO a"b c"`, ['a' + 'b c']],
  [`ECHO a'b'`, ['ab']],
  ['ECHO \u00a0', ['\u00a0']],
  [`ECHO ""`, ['']],
])('%s has the words that Redis reads in it', (text, words) => {
  const [seen] = commands([bytesOf(`${text}\r\n`)])
  expect(seen).toMatchObject({ args: words.map((head) => ({ head })) })
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
  for (let times = 0; times < 100; times++) endless[2]?.push(Buffer.alloc(4_000, ':1\r\n'))
  const after: number[] = []
  for (let megabytes = 0; megabytes < 100; megabytes++) {
    endless[0]?.push(flood)
    endless[1]?.push(flood)
    if (megabytes >= 80) after.push(held())
  }
  // The least of it: garbage comes and goes.
  expect(Math.min(...after) - before).toBeLessThan(20e6)
  expect(replies([Buffer.alloc(400_000, '*1\r\n')])).toEqual(['arrays in arrays without end'])
})
