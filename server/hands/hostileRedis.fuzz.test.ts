/** A Redis that a program has taken over: whatever it answers is shown within bounds, cut wherever, or the line ends. */
import { Duplex } from 'node:stream'
import fc from 'fast-check'
import { expect } from 'vitest'
import { fuzz } from '../test/fuzz.ts'
import { Decoder, ReplyError } from './decoder.ts'
import { askCommands } from './docs.ts'
import { Printer, SHOWN, type Printed } from './printer.ts'
import { Publisher } from './publisher.ts'

const text = fc.oneof(
  fc.string({ maxLength: 12, unit: 'binary' }),
  fc.constantFrom('\u001b[2J', 'x'.repeat(20_000), '\n'.repeat(999)),
)
const bulk =
  (type: string) =>
  (one: string): string =>
    `${type}${Buffer.byteLength(one, 'latin1')}\r\n${one}\r\n`
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom(
      '+OK\r\n',
      '-ERR x\r\n',
      ':1\r\n',
      '$-1\r\n',
      '_\r\n',
      '#t\r\n',
      ',1.5\r\n',
      '*0\r\n',
      '*-1\r\n',
    ),
    fc.tuple(fc.constantFrom('$', '!', '='), text).map(([type, one]) => bulk(type)(one)),
    fc
      .tuple(fc.constantFrom('*', '~', '>'), fc.array(tie('value'), { maxLength: 4 }))
      .map(([type, all]) => `${type}${all.length}\r\n${all.join('')}`),
    fc
      .array(tie('value'), { maxLength: 4 })
      .map((all) => `%${all.length}\r\n${all.concat(all).join('')}`),
    // Deeper than any that Redis has.
    fc
      .tuple(fc.constantFrom('*1\r\n', '%1\r\n+a\r\n', '>1\r\n'), fc.nat(300))
      .map(([one, times]) => one.repeat(times)),
  ),
}))
const stream = fc.oneof(
  { weight: 4, arbitrary: fc.array(value, { maxLength: 4 }).map((all) => all.join('')) },
  { weight: 1, arbitrary: fc.stringMatching(/^[*$%~>|:+_#,(!=\-0-9a\r\n]{0,60}$/) },
  {
    weight: 1,
    arbitrary: fc.tuple(value, fc.nat(), fc.nat(255)).map(([one, at, code]) => {
      const cut = one.length === 0 ? 0 : at % one.length
      return one.slice(0, cut) + String.fromCharCode(code) + one.slice(cut + 1)
    }),
  },
)

/** What is shown, and whether it broke off. */
function shown(pieces: readonly Buffer[], raw: boolean): (Printed | string)[] {
  const all: (Printed | string)[] = []
  let printer = new Printer(raw)
  const decoder = new Decoder((token) => {
    const printed = printer.take(token)
    if (printed === undefined) return
    all.push(printed)
    printer = new Printer(raw)
  })
  try {
    for (const piece of pieces) decoder.write(piece)
  } catch (error) {
    if (!(error instanceof ReplyError || error instanceof RangeError)) throw error
    all.push(error.message)
  }
  return all
}

fuzz(
  { of: 'replies at the prompt', cases: 2_000 },
  'are shown within bounds, and the same however they are cut',
  fc.property(stream, fc.array(fc.nat(40), { maxLength: 20 }), fc.boolean(), (sent, cuts, raw) => {
    const bytes = Buffer.from(sent, 'latin1')
    const pieces: Buffer[] = []
    let at = 0
    for (const cut of cuts) pieces.push(bytes.subarray(at, (at += cut)))
    const whole = shown([bytes], raw)
    expect(shown([...pieces, bytes.subarray(at)], raw)).toEqual(whole)
    for (const one of whole) {
      if (typeof one === 'string') continue
      expect(one.text.length).toBeLessThan(SHOWN.characters + 100_000)
      expect(one.text).not.toMatch(/and -/)
    }
  }),
)

/** Answers whatever it is asked with these bytes, then ends. */
class TakenOver extends Duplex {
  readonly #answer: Buffer

  constructor(answer: Buffer) {
    super({ allowHalfOpen: false })
    this.#answer = answer
  }

  override _read(): void {
    // What is pushed is all there is.
  }

  override _write(_bytes: Buffer, _encoding: string, done: () => void): void {
    this.push(this.#answer)
    this.push(null)
    done()
  }
}

fuzz(
  { of: 'a Redis taken over', cases: 300 },
  'ends what asks it, and nothing else',
  fc.asyncProperty(stream, async (sent) => {
    const open = (): Duplex => new TakenOver(Buffer.from(sent, 'latin1'))
    const docs = await askCommands(open).catch(() => [])
    expect(docs.length).toBeLessThanOrEqual(1_000)
    for (const { name, args, summary } of docs)
      for (const words of [name, args, summary]) expect(words.length).toBeLessThanOrEqual(500)
    const publisher = new Publisher(open)
    const came = await publisher.publish('a', 'x')
    expect('say' in came || Number.isInteger(came.receivers)).toBe(true)
    publisher.dispose()
  }),
)
