/** Lets go of tap events when programs make more than a page can take, and says of how many. */
import type { TapEvent } from '../protocol/index.ts'
import { Bucket } from './bucket.ts'
import { Pulse } from './pulse.ts'
import type { Time } from './time.ts'

/**
 * A page draws 1,000 events a second; twice that costs a session half a megabyte of its log a second. The burst
 * lets a pipeline of a thousand messages to four subscribers be told whole.
 */
const LOOSE = { burst: 6_000, perSecond: 2_000 }
/** Who is there and what they listen to is kept longest: it is told apart from what they say. */
const FIRM = { burst: 6_000, perSecond: 1_000 }
const FIRM_TYPES: ReadonlySet<TapEvent['type']> = new Set([
  'connected',
  'disconnected',
  'subscribed',
  'unsubscribed',
  'error',
])
/** While events are let go of, it is told at most so often. */
const TELL_MS = 500

export class Thinning {
  readonly #time: Time
  readonly #emit: (event: TapEvent) => void
  readonly #loose: Bucket
  readonly #firm: Bucket
  readonly #pulse: Pulse
  #since: number | undefined
  #of = new Map<string, number>()

  /** `time` is the clock of the events. */
  constructor(time: Time, emit: (event: TapEvent) => void) {
    this.#time = time
    this.#emit = emit
    this.#loose = new Bucket({ ...LOOSE, now: time.now() })
    this.#firm = new Bucket({ ...FIRM, now: time.now() })
    this.#pulse = new Pulse(time, TELL_MS, () => this.flush())
  }

  take(event: TapEvent): void {
    const bucket = FIRM_TYPES.has(event.type) ? this.#firm : this.#loose
    if (bucket.take(this.#time.now())) return this.#emit(event)
    this.#since ??= event.at
    this.#of.set(event.type, (this.#of.get(event.type) ?? 0) + 1)
    this.#pulse.touch()
  }

  /** Tells what was let go of since it was told last. */
  flush(): void {
    if (this.#since === undefined) return
    const of = Object.fromEntries(this.#of)
    const count = Object.values(of).reduce((sum, one) => sum + one, 0)
    this.#emit({ type: 'dropped', at: this.#time.now(), since: this.#since, count, of })
    this.#since = undefined
    this.#of = new Map()
  }

  dispose(): void {
    this.flush()
    this.#pulse.dispose()
  }
}
