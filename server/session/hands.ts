/** The learner's own hands on the lab's Redis: they go with the lab, and work as long as a run does not. */
import type { Duplex } from 'node:stream'
import type { ServerMessage } from '../protocol/index.ts'
import type { Lab } from '../lab/index.ts'
import { Prompt, Publisher } from '../hands/index.ts'
import type { Refusal } from './refusal.ts'
import { Transcript, type TranscriptWorld } from './transcript.ts'

export interface HandsWorld extends TranscriptWorld {
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
  readonly prompt: Prompt
}

const NO_LAB: Refusal = { code: 'no-lab', say: 'No lab could be opened. Try again in a moment.' }
const BUSY: Refusal = {
  code: 'out-of-turn',
  say: 'The last line is not over. Stop it, then type the next.',
}

export class Hands {
  readonly #world: HandsWorld
  readonly #transcript: Transcript
  #holding: Holding | undefined
  #lines = 0
  #stops = 0

  constructor(world: HandsWorld) {
    this.#world = world
    this.#transcript = new Transcript(world)
  }

  /** Answers how many received `message`. */
  async publish(id: number, channel: string, message: string): Promise<ServerMessage> {
    const held = await this.#hold()
    if (held === undefined) return { type: 'refused', id, ...NO_LAB }
    const came = await held.publisher.publish(channel, message)
    if ('say' in came) return { type: 'refused', id, code: 'unavailable', say: came.say }
    return { type: 'published', id, ...came }
  }

  /** Types a line at the prompt; a refusal while another is not over. */
  async type(text: string): Promise<Refusal | undefined> {
    const stops = this.#stops
    const held = await this.#hold()
    if (held === undefined) return NO_LAB
    if (held.prompt.busy) return BUSY
    this.#lines += 1
    held.prompt.type(this.#lines, text)
    // It was stopped while a lab was being opened for it.
    if (stops !== this.#stops) held.prompt.stop()
    return undefined
  }

  /** Ends what the prompt reads or waits for, a line that is on its way to it included. */
  stop(): void {
    this.#stops += 1
    this.#holding?.prompt.stop()
  }

  dispose(): void {
    this.#transcript.dispose()
  }

  async #hold(): Promise<Holding | undefined> {
    const lab = await this.#world.lab()
    if (lab === undefined) return undefined
    this.#world.used()
    if (this.#holding?.lab === lab) return this.#holding
    const open = (): Duplex => this.#world.connect(lab)
    const publisher = new Publisher(open)
    const prompt = new Prompt(open, (...said) => this.#transcript.say(...said))
    this.#holding = { lab, publisher, prompt }
    const letGo = (): void => {
      publisher.dispose()
      prompt.dispose()
    }
    lab.closed.then(letGo, letGo)
    return this.#holding
  }
}
