/** The prompt's transcript on its way into the log: streams are slowed to what can be read, and only the end is kept. */
import type { PromptSaid } from '../protocol/index.ts'
import type { EventLog } from './log.ts'
import { Pulse } from './pulse.ts'
import type { Time } from './time.ts'

/** A stream is told at most once in so many ms, with so many lines and characters; more are counted. */
export const STREAM = { everyMs: 100, lines: 50, characters: 16_000 }
/** Characters of the transcript that stay in the log, roughly: beyond twice as many the oldest leave. */
const KEPT = 256_000

export interface TranscriptWorld {
  readonly log: EventLog
  readonly time: Time
  /** Something is new in the log. */
  logged(): void
}

type Said<T extends PromptSaid['type']> = Extract<PromptSaid, { type: T }>

export class Transcript {
  readonly #world: TranscriptWorld
  readonly #pulse: Pulse
  #line = 0
  #live = false
  #gathered = { text: '', lines: 0, leftOut: 0 }
  #events: { readonly seq: number; readonly size: number }[] = []
  #size = 0

  constructor(world: TranscriptWorld) {
    this.#world = world
    this.#pulse = new Pulse(world.time, STREAM.everyMs, () => this.#flush())
  }

  /** `unasked`: what is printed answers nothing that was typed. */
  say(line: number, said: PromptSaid, unasked = false): void {
    if (said.type === 'printed' && (this.#live || unasked)) return this.#gather(said)
    this.#flush()
    this.#line = line
    if (said.type === 'typed') this.#live = said.live
    this.#append(said)
  }

  dispose(): void {
    this.#pulse.dispose()
  }

  #gather({ text, leftOut }: Said<'printed'>): void {
    const now = this.#gathered
    const lines = text.split('\n').length - 1
    const fits = now.lines + lines <= STREAM.lines && now.text.length < STREAM.characters
    // The first one of a while is never left out, however long.
    if ((fits || now.lines === 0) && now.leftOut === 0) {
      now.text += text
      now.lines += lines
      now.leftOut += leftOut
    } else now.leftOut += lines + leftOut
    this.#pulse.touch()
  }

  #flush(): void {
    const { text, leftOut } = this.#gathered
    if (text === '' && leftOut === 0) return
    this.#gathered = { text: '', lines: 0, leftOut: 0 }
    this.#append({ type: 'printed', text, leftOut })
  }

  #append(said: PromptSaid): void {
    const { log, time } = this.#world
    const seq = log.append({ type: 'prompt', line: this.#line, said }, time.now())
    const size = said.type === 'printed' ? said.text.length : 100
    this.#events.push({ seq, size })
    this.#size += size
    if (this.#size > 2 * KEPT) this.#forget()
    this.#world.logged()
  }

  /** The oldest leave the log; pages keep no more of them either. */
  #forget(): void {
    const gone = new Set<number>()
    while (this.#size > KEPT && this.#events.length > 1) {
      const oldest = this.#events.shift()
      if (oldest === undefined) break
      gone.add(oldest.seq)
      this.#size -= oldest.size
    }
    this.#world.log.remove(gone)
  }
}
