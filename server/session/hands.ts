/** The learner's own hands on the lab's Redis: they go with the lab, and work as long as a run does not. */
import type { Duplex } from 'node:stream'
import type { RefusalCode, ServerMessage } from '../protocol/index.ts'
import type { Lab } from '../lab/index.ts'
import { Publisher } from '../hands/index.ts'

export interface HandsWorld {
  /** Opens a lab if there is none; undefined when none can be had. */
  lab(): Promise<Lab | undefined>
  /** A way to the lab's Redis, seen by its tap as `you`. */
  connect(lab: Lab): Duplex
  /** The learner did something in the lab. */
  used(): void
}

interface Holding {
  readonly lab: Lab
  readonly publisher: Publisher
}

interface Refusal {
  readonly code: RefusalCode
  readonly say: string
}

const NO_LAB: Refusal = { code: 'no-lab', say: 'No lab could be opened. Try again in a moment.' }

export class Hands {
  readonly #world: HandsWorld
  #holding: Holding | undefined

  constructor(world: HandsWorld) {
    this.#world = world
  }

  /** Answers how many received `message`. */
  async publish(id: number, channel: string, message: string): Promise<ServerMessage> {
    const held = await this.#hold()
    if (held === undefined) return { type: 'refused', id, ...NO_LAB }
    const came = await held.publisher.publish(channel, message)
    if ('say' in came) return { type: 'refused', id, code: 'unavailable', say: came.say }
    return { type: 'published', id, ...came }
  }

  async #hold(): Promise<Holding | undefined> {
    const lab = await this.#world.lab()
    if (lab === undefined) return undefined
    this.#world.used()
    if (this.#holding?.lab === lab) return this.#holding
    const publisher = new Publisher(() => this.#world.connect(lab))
    this.#holding = { lab, publisher }
    const letGo = (): void => publisher.dispose()
    lab.closed.then(letGo, letGo)
    return this.#holding
  }
}
