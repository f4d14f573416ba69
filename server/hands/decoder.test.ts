import { expect, test } from 'vitest'
import { Decoder, KEPT, ReplyError, type Token } from './decoder.ts'
import { Printer, type Printed } from './printer.ts'

const REPLIES = [
  '+OK\r\n',
  '-ERR wrong\r\n',
  ':42\r\n',
  '$5\r\na\r\nb\xff\r\n',
  '$0\r\n\r\n',
  '$-1\r\n',
  '*-1\r\n',
  '*0\r\n',
  '*3\r\n:1\r\n*2\r\n+a\r\n$1\r\nb\r\n_\r\n',
  '%2\r\n+k\r\n~2\r\n:1\r\n:2\r\n+l\r\n,1.5\r\n',
  '#t\r\n',
  '(12345678901234567890\r\n',
  '=8\r\ntxt:text\r\n',
  '!5\r\nERR x\r\n',
  '>2\r\n+message\r\n+x\r\n',
]

const SHOWN = [
  'OK\n',
  '(error) ERR wrong\n',
  '(integer) 42\n',
  '"a\\r\\nb\\xff"\n',
  '""\n',
  '(nil)\n',
  '(nil)\n',
  '(empty array)\n',
  '1) (integer) 1\n2) 1) a\n   2) "b"\n3) (nil)\n',
  '1# k => \n   1~ (integer) 1\n   2~ (integer) 2\n2# l => (double) 1.5\n',
  '(true)\n',
  '12345678901234567890\n',
  'text\n',
  '(error) ERR x\n',
  '1) message\n2) x\n',
]

function shown(...pieces: Buffer[]): string[] {
  const all: Printed[] = []
  let printer = new Printer(false)
  const decoder = new Decoder((token) => {
    const printed = printer.take(token)
    if (printed === undefined) return
    all.push(printed)
    printer = new Printer(false)
  })
  for (const piece of pieces) decoder.write(piece)
  return all.map(({ text }) => text)
}

test('replies of every kind are shown', () => {
  expect(REPLIES.flatMap((reply) => shown(Buffer.from(reply, 'latin1')))).toEqual(SHOWN)
})

test('wherever what comes is cut, the same is shown', () => {
  const bytes = Buffer.from(REPLIES.join(''), 'latin1')
  for (let cut = 0; cut <= bytes.length; cut++)
    expect(shown(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(SHOWN)
  expect(shown(...[...bytes].map((byte) => Buffer.from([byte])))).toEqual(SHOWN)
})

test('of a string only the beginning is kept, and how long it is', () => {
  const tokens: Token[] = []
  const decoder = new Decoder((token) => tokens.push(token))
  decoder.write(Buffer.from('$1000000\r\n'))
  for (let sent = 0; sent < 100; sent++) decoder.write(Buffer.alloc(10_000, 'x'))
  decoder.write(Buffer.from('\r\n+next\r\n'))
  expect(tokens).toEqual([
    { type: 'string', bytes: Buffer.alloc(KEPT, 'x'), size: 1_000_000 },
    { type: 'status', text: 'next' },
  ])
})

test('a verbatim string without its format is empty', () => {
  expect(shown(Buffer.from('=2\r\nab\r\n'))).toEqual(['\n'])
})

test.each(['HTTP/1.1 200 OK\r\n', '$x\r\n', '$-2\r\n', '*99999999999\r\n', '|1\r\n+a\r\n+b\r\n'])(
  'what is no reply is refused: %j',
  (text) => {
    expect(() => shown(Buffer.from(text))).toThrow(ReplyError)
  },
)

test('replies nested beyond reason are refused', () => {
  expect(() => shown(Buffer.from('*1\r\n'.repeat(1_000)))).toThrow(RangeError)
})
