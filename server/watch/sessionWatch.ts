/** From what sessions tell to figures and lines for the host; a session goes by a hash that only this process can make. */
import { createHmac, randomBytes } from 'node:crypto'
import type { RunState, SessionEvent } from '../protocol/index.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

/** A call that the filter does not let through ends a program with this. */
const FILTERED = 'SIGSYS'

export class SessionWatch {
  readonly #metrics: Metrics
  readonly #log: Omit<Log, 'line'>
  readonly #salt = randomBytes(16)
  /** When runs that have printed nothing yet began, by session and number. */
  readonly #starting = new Map<string, Map<number, number>>()

  constructor(metrics: Metrics, log: Omit<Log, 'line'>) {
    this.#metrics = metrics
    this.#log = log
  }

  opened(session: string): void {
    this.#log.event('session opened', { session: this.#hashed(session) })
  }

  closed(session: string): void {
    this.#starting.delete(session)
    this.#log.event('session closed', { session: this.#hashed(session) })
  }

  heard(session: string, event: SessionEvent): void {
    switch (event.type) {
      case 'state':
        return this.#state(session, event.run, event.state)
      case 'output': {
        const began = this.#starting.get(session)?.get(event.run)
        const first = event.chunks[0]?.at
        if (began === undefined || first === undefined) return
        this.#starting.get(session)?.delete(event.run)
        return this.#metrics.firstOutput(first - began)
      }
      case 'lab':
        if (event.lab.type === 'lost')
          this.#log.event('lab lost', { session: this.#hashed(session) })
        return
      default:
    }
  }

  #state(session: string, run: number, state: RunState): void {
    const began = this.#starting.get(session)
    if (state.type === 'starting') {
      if (began === undefined) this.#starting.set(session, new Map([[run, state.since]]))
      else began.set(run, state.since)
    } else if (state.type === 'ended') {
      began?.delete(run)
      this.#ended(session, run, state)
    }
  }

  #ended(
    session: string,
    run: number,
    { reason, took }: Extract<RunState, { type: 'ended' }>,
  ): void {
    this.#metrics.runEnded(reason.type)
    const facts = { session: this.#hashed(session), run, tookMs: Math.round(took) }
    if (reason.type === 'limit') {
      this.#metrics.limitHit(reason.name)
      this.#log.audit('a limit ended a run', { limit: reason.name, ...facts })
    } else if (reason.type === 'signal' && reason.name === FILTERED) {
      this.#metrics.limitHit('filter')
      this.#log.audit('the system call filter ended a run', facts)
    }
  }

  #hashed(session: string): string {
    return createHmac('sha256', this.#salt).update(session).digest('base64url').slice(0, 12)
  }
}
