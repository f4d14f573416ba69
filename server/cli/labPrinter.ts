/** The three ways to show what programs do: bytes as they are, lines with names, events as JSON. */
import { StringDecoder } from 'node:string_decoder'
import type { Activity, LabInfo } from '../lab/index.ts'
import type { EndReason, Numbered, RunState, SessionEvent } from '../protocol/index.ts'
import type { Sinks } from './labSink.ts'

type Stream = 'out' | 'err'

/** `program` is its index. Times are milliseconds of the monotonic clock. */
export interface Printer {
  ready(info: LabInfo, at: number): void
  begun(program: number, at: number): void
  started(program: number, at: number): void
  activity(program: number, activity: Activity): void
  stopping(program: number, at: number): void
  output(program: number, output: { at: number; stream: Stream; bytes: Buffer }): void
  ended(program: number, at: number, reason: EndReason): void
}

const nothing = (): void => undefined
const silent = {
  ready: nothing,
  begun: nothing,
  started: nothing,
  activity: nothing,
  stopping: nothing,
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

/** The session's events as the page would get them, on stdout. */
export function jsonPrinter(sinks: Sinks, names: readonly string[], clock: number): Printer {
  let seq = 0
  const starts = new Map<number, number>()
  const decoders = new Map<string, StringDecoder>()
  const emit = (at: number, event: SessionEvent): void => {
    seq += 1
    const numbered: Numbered = { seq, at: at - clock, event }
    sinks.write('out', `${JSON.stringify(numbered)}\n`)
  }
  const state = (program: number, at: number, to: RunState): void => {
    emit(at, { type: 'state', run: program + 1, state: to })
  }
  const text = (program: number, at: number, stream: Stream, decoded: string): void => {
    if (decoded === '') return
    const chunks = [{ at: at - clock, stream, text: decoded }]
    emit(at, { type: 'output', run: program + 1, chunks })
  }
  emit(clock, { type: 'lab', lab: { type: 'opening' } })
  return {
    ready: (info, at) => {
      emit(at, {
        type: 'lab',
        lab: { type: 'ready', ...info, limits: [...info.limits], broker: 'up' },
      })
    },
    begun: (program, at) => {
      const of = { lesson: '', step: '', program: names[program] ?? '' }
      emit(at, { type: 'run', run: program + 1, of, number: 1 })
      state(program, at, { type: 'starting', since: at - clock })
    },
    started: (program, at) => {
      starts.set(program, at)
      state(program, at, { type: 'running', since: at - clock })
    },
    activity: (program, activity) => {
      const { at, type } = activity
      if (type === 'running') state(program, at, { type, since: at - clock })
      else {
        const until = activity.until === undefined ? {} : { until: activity.until - clock }
        state(program, at, { type, since: at - clock, for: activity.for, ...until })
      }
    },
    stopping: (program, at) => {
      state(program, at, { type: 'stopping', since: at - clock })
    },
    output: (program, { at, stream, bytes }) => {
      const key = `${program} ${stream}`
      const decoder = decoders.get(key) ?? new StringDecoder('utf8')
      decoders.set(key, decoder)
      text(program, at, stream, decoder.write(bytes))
    },
    ended: (program, at, reason) => {
      for (const stream of ['out', 'err'] as const) {
        text(program, at, stream, decoders.get(`${program} ${stream}`)?.end() ?? '')
      }
      const took = at - (starts.get(program) ?? at)
      state(program, at, { type: 'ended', since: at - clock, reason, took })
    },
  }
}
