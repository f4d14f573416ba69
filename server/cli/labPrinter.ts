/** What programs do, shown as it comes: bytes as they are, or whole lines with names. */
import type { Activity, LabInfo, ThreadState, Traffic } from '../lab/index.ts'
import type { EndReason } from '../protocol/index.ts'
import type { Sinks } from './labSink.ts'

export type Stream = 'out' | 'err'

/** `program` is its index. Times are milliseconds of the monotonic clock. */
export interface Printer {
  ready(info: LabInfo, at: number): void
  begun(program: number, at: number): void
  started(program: number, at: number): void
  activity(program: number, activity: Activity): void
  stopping(program: number, at: number): void
  output(program: number, output: { at: number; stream: Stream; bytes: Buffer }): void
  ended(program: number, at: number, reason: EndReason): void
  thread(program: number, state: ThreadState): void
  /** Absent: nobody wants to know. */
  traffic?(traffic: Traffic): void
}

const nothing = (): void => undefined
const silent = {
  ready: nothing,
  begun: nothing,
  started: nothing,
  activity: nothing,
  stopping: nothing,
  thread: nothing,
}

/** One sentence when it was not the program's own end. */
function remark(reason: EndReason): string | undefined {
  switch (reason.type) {
    case 'limit':
      return `ended by the ${reason.name} limit (${reason.value})`
    case 'lost':
      return 'the lab went away'
    case 'refused':
      return reason.say
    case 'exit':
    case 'signal':
    case 'stopped':
      return undefined
  }
}

/** Byte for byte. */
export function plainPrinter(sinks: Sinks): Printer {
  return {
    ...silent,
    output: (_, { stream, bytes }) => {
      sinks.write(stream, bytes)
    },
    ended: (_, _at, reason) => {
      const say = remark(reason)
      if (say !== undefined) sinks.write('err', `lab: ${say}\n`)
    },
  }
}

const NEWLINE = 10
/** A longer line is shown in parts. */
const LONGEST = 64 * 1024

/** Whole lines, each after its program's name. */
export function namedPrinter(sinks: Sinks, names: readonly string[]): Printer {
  const width = Math.max(...names.map((name) => name.length))
  const heads = names.map((name) => Buffer.from(`${name.padEnd(width)} | `))
  const held = new Map<string, Buffer>()
  const line = (program: number, stream: Stream, bytes: Buffer): void => {
    const end = bytes.at(-1) === NEWLINE ? [] : [Buffer.from('\n')]
    sinks.write(stream, Buffer.concat([heads[program] ?? Buffer.alloc(0), bytes, ...end]))
  }
  return {
    ...silent,
    output: (program, { stream, bytes }) => {
      const key = `${program} ${stream}`
      let rest = Buffer.concat([held.get(key) ?? Buffer.alloc(0), bytes])
      for (let at = rest.indexOf(NEWLINE); at >= 0; at = rest.indexOf(NEWLINE)) {
        line(program, stream, rest.subarray(0, at + 1))
        rest = rest.subarray(at + 1)
      }
      if (rest.length > LONGEST) {
        line(program, stream, rest)
        rest = Buffer.alloc(0)
      }
      held.set(key, rest)
    },
    ended: (program, _at, reason) => {
      for (const stream of ['out', 'err'] as const) {
        const rest = held.get(`${program} ${stream}`)
        if (rest !== undefined && rest.length > 0) line(program, stream, rest)
      }
      const say = remark(reason)
      if (say !== undefined) line(program, 'err', Buffer.from(`lab: ${say}`))
    },
  }
}
