/** For tests: events of a step as a session tells them, and floods of them. */
import type { Numbered, SessionEvent, TapEvent } from '../../server/protocol/index.ts'
import { Fold } from './fold/fold.ts'
import type { Place } from './fold/fold.ts'
import type { Scene } from './layout/sketch.ts'

export const PLACE: Place = { lesson: 'l', step: 's', programs: ['app', 'pub'] }

export class Script {
  readonly events: Numbered[] = []
  #publishes = 0

  tell(at: number, event: SessionEvent): this {
    this.events.push({ seq: this.events.length + 1, at, event })
    return this
  }

  /** Run `run` of a program of this step. */
  run(at: number, program: string, run: number): this {
    const of = { lesson: 'l', step: 's', program }
    this.tell(at, { type: 'run', run, of, number: 1 })
    return this.tell(at, { type: 'state', run, state: { type: 'starting', since: at } })
  }

  state(run: number, state: Extract<SessionEvent, { type: 'state' }>['state']): this {
    return this.tell(state.since, { type: 'state', run, state })
  }

  end(at: number, run: number, code = 0): this {
    return this.state(run, { type: 'ended', since: at, reason: { type: 'exit', code }, took: at })
  }

  subscribe(at: number, whose: Whose, channel = 'news'): this {
    const kind = channel.includes('*') ? 'pattern' : 'channel'
    return this.tell(at, { type: 'subscribed', at, ...whose, channel, kind, count: 1 })
  }

  unsubscribe(at: number, whose: Whose, channel = 'news'): this {
    return this.tell(at, {
      type: 'unsubscribed',
      at,
      ...whose,
      channel,
      kind: 'channel',
      count: 0,
    })
  }

  /** A publish as the tap tells it: its deliveries first, its loss after. */
  publish(at: number, from: Whose, sent: string | Sent): this {
    const { say: message, to } = typeof sent === 'string' ? { say: sent, to: [] } : sent
    this.#publishes += 1
    const id = this.#publishes
    const what = { channel: 'news', message, size: message.length }
    for (const whose of to) {
      const got = { at: at + 0.4, ...whose, ...what, kind: 'channel', of: id, ms: 0.4 } as const
      this.tell(at + 0.4, { type: 'delivered', ...got })
    }
    const all = {
      at,
      ...from,
      id,
      ...what,
      kind: 'channel',
      receivers: to.length,
      ms: 0.5,
    } as const
    this.tell(at + 0.5, { type: 'published', ...all })
    return to.length > 0 ? this : this.tell(at + 0.5, { type: 'lost', at, ...from, id, ...what })
  }

  thread(at: number, whose: Whose, doing: Partial<ThreadTold> = {}): this {
    const base = {
      process: 2,
      thread: 'MainThread',
      id: 2,
      daemon: false,
      state: 'running',
    } as const
    const { program, run = 0 } = whose
    return this.tell(at, { type: 'thread', at, run, program, ...base, ...doing })
  }

  beat(at: number, run: number, ms?: number): this {
    const beat =
      ms === undefined
        ? ({ type: 'timeout', at, ms: 1000 } as const)
        : ({ type: 'answered', at, ms, status: 200 } as const)
    return this.tell(at, { type: 'beat', run, beat })
  }

  fold(place = PLACE): Fold {
    const fold = new Fold(place)
    fold.add(this.events)
    return fold
  }
}

interface Sent {
  say: string
  to: readonly Whose[]
}

type ThreadTold = Extract<SessionEvent, { type: 'thread' }>
type Whose = Pick<Extract<TapEvent, { type: 'connected' }>, 'program' | 'run' | 'connection'>

export const APP: Whose = { program: 'app', run: 1, connection: 7 }
export const PUB: Whose = { program: 'pub', run: 2, connection: 8 }
export const YOURS: Whose = { program: 'you', connection: 9 }

/** Both programs run, and the app listens from 500 on. */
export function twoPrograms(): Script {
  return new Script().run(0, 'app', 1).run(0, 'pub', 2).subscribe(500, APP)
}

/** `count` messages in `ms`, each received by the app; the same every time. */
export function flood(count: number, ms: number): Script {
  const script = twoPrograms()
  for (let n = 0; n < count; n += 1)
    script.publish(1000 + (n * ms) / count, PUB, { say: `Notification ${n}`, to: [APP] })
  return script
}

/** All of `fold` up to `now`, 1 px for 10 ms, in a picture of usual size. */
export function sceneOf(fold: Fold, now: number, with_: Partial<Scene> = {}): Scene {
  return {
    fold,
    stretch: { from: 0, to: 8000 },
    now,
    story: 0,
    width: 800,
    room: 330,
    measure: (say) => say.length * 7,
    linked: undefined,
    labels: new Map(),
    opened: new Map(),
    live: true,
    travels: false,
    down: false,
    ...with_,
  }
}
