/** From what sessions tell to figures and lines for the host; a session goes by a hash that only this process can make. */
import { createHmac, randomBytes } from 'node:crypto'
import type { LabState, RunState, SessionEvent } from '../protocol/index.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

/** A call that the filter does not let through ends a program with this. */
const FILTERED = 'SIGSYS'

export class SessionWatch {
  readonly #metrics: Metrics
  readonly #log: Omit<Log, 'line'>
  readonly #salt = randomBytes(16)
  /** Since when sessions wait for a lab. */
  readonly #waiting = new Map<string, number>()
  readonly #now: () => number
  /** When runs that have printed nothing yet began, by session and number. */
  readonly #starting = new Map<string, Map<number, number>>()

  /** `now`: ms of any clock that only goes on. */
  constructor(metrics: Metrics, log: Omit<Log, 'line'>, now = () => performance.now()) {
    this.#metrics = metrics
    this.#log = log
    this.#now = now
  }

  opened(session: string): void {
    this.#log.event('session opened', { session: this.#hashed(session) })
  }

  closed(session: string): void {
    this.#starting.delete(session)
    this.#waiting.delete(session)
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
        return this.#lab(session, event.lab)
      default:
    }
  }

  #lab(session: string, lab: LabState): void {
    if (lab.type === 'queued' || lab.type === 'opening') {
      if (!this.#waiting.has(session)) this.#waiting.set(session, this.#now())
      return
    }
    const since = this.#waiting.get(session)
    this.#waiting.delete(session)
    if (lab.type === 'ready' && since !== undefined) this.#metrics.waited(this.#now() - since)
    if (lab.type === 'lost') this.#log.event('lab lost', { session: this.#hashed(session) })
    if (lab.type === 'none' && lab.gaveWay === true)
      this.#log.event('idle lab gave way', { session: this.#hashed(session) })
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
      this.#log.audit('a limit ended a run', { limit: reason.name, value: reason.value, ...facts })
    } else if (reason.type === 'signal' && reason.name === FILTERED) {
      this.#metrics.limitHit('filter')
      this.#log.audit('the system call filter ended a run', facts)
    }
  }

  #hashed(session: string): string {
    return createHmac('sha256', this.#salt).update(session).digest('base64url').slice(0, 12)
  }
}
