/** A program in a lab of its own: what it told of itself, and what the tap told of it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Lab, Traffic } from '../lab/index.ts'
import type { TapEvent } from '../protocol/index.ts'
import { Tap } from '../tap/index.ts'

export const PROGRAMS = path.join(import.meta.dirname, 'tapped')

/** A line of a program: `by` names one of its connections. */
export interface Line {
  readonly by: string
  readonly type: string
  readonly [field: string]: unknown
}

export interface Ran {
  readonly lines: readonly Line[]
  readonly events: readonly TapEvent[]
  /** What it printed beside its lines, with errors. */
  readonly rest: string
}

/** Runs `argv` with the folder's files beside it; resolves when it has ended, within a minute. */
export function run(lab: Lab, argv: readonly string[], files: readonly string[]): Promise<Ran> {
  const events: TapEvent[] = []
  const tap = new Tap({ tell: (event) => events.push(event) })
  const clock = process.hrtime.bigint()
  lab.onTraffic((traffic) => tap.take(owned(traffic, Number(clock) / 1e6)))
  const output: Buffer[] = []
  const placed = files.map((name) => [name, readFileSync(path.join(PROGRAMS, name))])
  return new Promise((resolve) => {
    lab.run(
      {
        dir: '',
        files: Object.fromEntries(placed) as Record<string, Buffer>,
        argv,
        input: false,
        wallMs: 60_000,
      },
      {
        started: () => undefined,
        activity: () => undefined,
        beat: () => undefined,
        output: (_, __, bytes) => output.push(bytes),
        ended: (_, reason) => {
          const said = Buffer.concat(output).toString().trimEnd().split('\n')
          const lines = said.filter((line) => line.startsWith('{"by"'))
          const rest = said.filter((line) => line !== '' && !line.startsWith('{"by"'))
          if (reason.type !== 'exit' || reason.code !== 0) rest.push(JSON.stringify(reason))
          resolve({
            lines: lines.map((line) => JSON.parse(line) as Line),
            events,
            rest: rest.join('\n'),
          })
        },
      },
    )
  })
}

function owned(traffic: Traffic, since: number): Parameters<Tap['take']>[0] {
  const at = traffic.at - since
  if (traffic.type !== 'opened') return { ...traffic, at }
  const { type, connection, run: number } = traffic
  return { type, connection, at, program: number === undefined ? '' : `run ${number}` }
}
