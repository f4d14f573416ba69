/** What a session's events show of programs, as the observations that claims are judged by. */
import type { RunState, SessionEvent, TapEvent } from '../protocol/index.ts'
import type { Observation } from '../lessons/index.ts'
import { Lines } from './lines.ts'

export interface WitnessedRun {
  readonly program: string
  /** Text of a line of one of its files, as they were when it started. */
  line(file: string, line: number): string | undefined
}

interface Known extends WitnessedRun {
  readonly lines: Lines
  started: boolean
}

type OnWire = Exclude<TapEvent, { type: 'dropped' }>

const WIRE: ReadonlySet<SessionEvent['type']> = new Set<OnWire['type']>([
  'connected',
  'command',
  'published',
  'lost',
  'delivered',
  'subscribed',
  'unsubscribed',
  'disconnected',
  'error',
])

/** Whether it was seen on a connection to Redis. */
export function isOnWire(event: SessionEvent): event is OnWire {
  return WIRE.has(event.type)
}

export class Witness {
  readonly #runs = new Map<number, Known>()

  /** From now on this run is looked at. */
  watch(run: number, known: WitnessedRun): void {
    const line = known.line.bind(known)
    this.#runs.set(run, { program: known.program, line, lines: new Lines(), started: false })
  }

  has(run: number): boolean {
    return this.#runs.has(run)
  }

  /** What `event` shows, in order; nothing when it is of no run that is looked at. */
  see(event: SessionEvent): readonly Observation[] {
    // What is done by hand is of no run, and everybody's.
    if (isOnWire(event)) return event.run === undefined || this.has(event.run) ? [event] : []
    switch (event.type) {
      case 'state':
        return this.#state(event.run, event.state)
      case 'output': {
        const known = this.#runs.get(event.run)
        if (!known) return []
        return event.chunks.flatMap(({ at, stream, text }) =>
          known.lines.take(stream, text).map((line) => printed(known, { at, stream, line })),
        )
      }
      case 'beat': {
        const known = this.#runs.get(event.run)
        return known ? [{ type: 'beat', program: known.program, beat: event.beat }] : []
      }
      case 'visit':
        return this.has(event.run) ? [event] : []
      case 'thread': {
        const code =
          event.file === undefined
            ? undefined
            : this.#runs.get(event.run)?.line(event.file, event.line ?? 0)
        if (!this.has(event.run)) return []
        return [code === undefined ? event : { ...event, code }]
      }
      default:
        return []
    }
  }

  #state(run: number, state: RunState): Observation[] {
    const known = this.#runs.get(run)
    if (!known) return []
    const { program } = known
    if (state.type === 'running' || state.type === 'waiting') {
      const waits = state.type === 'waiting' ? state.for : undefined
      const activity: Observation = { type: 'activity', program, at: state.since, waits }
      if (known.started) return [activity]
      known.started = true
      return [{ type: 'started', program, at: state.since }, activity]
    }
    if (state.type !== 'ended') return []
    this.#runs.delete(run)
    const rest = (['out', 'err'] as const).flatMap((stream) =>
      known.lines.finish(stream).map((line) => printed(known, { at: state.since, stream, line })),
    )
    return [...rest, { type: 'ended', program, at: state.since, reason: state.reason }]
  }
}

function printed(
  { program }: WitnessedRun,
  { at, stream, line }: { at: number; stream: 'out' | 'err'; line: string },
): Observation {
  return { type: 'output', program, at, stream, line }
}
