/** The commands of one connection that wait for their answers, first in, first out, within a bound of the lab. */
import type { Command } from './commands.ts'
import type { Publish } from './publish.ts'

export interface Asked {
  readonly command: Command
  /** When it was sent, ms. */
  readonly at: number
  readonly publish: Publish | undefined
  /** It may publish without our seeing what. */
  readonly unseen: boolean
  /** Confirmations still to come; undefined before the first. */
  left?: number
}

/** What all waiting commands of a lab may weigh together, in bytes, about. */
export class Allowance {
  #left = 16 * 1024 * 1024

  /** False when it is used up; nothing is taken then. */
  take(weight: number): boolean {
    if (weight > this.#left) return false
    this.#left -= weight
    return true
  }

  give(weight: number): void {
    this.#left += weight
  }
}

export class Pending {
  readonly #allowance: Allowance
  #asked: Asked[] = []
  /** Index of the first that waits. */
  #first = 0
  /** What Redis has queued for EXEC; undefined outside of MULTI. */
  #queued: Asked[] | undefined

  #subscribing = 0
  #leaving = 0
  #switching = 0

  constructor(allowance: Allowance) {
    this.#allowance = allowance
  }

  get head(): Asked | undefined {
    return this.#asked[this.#first]
  }

  /** Something is being subscribed. */
  get subscribing(): boolean {
    return this.#subscribing > 0 || this.queued.some(subscribes)
  }

  /** Something is being unsubscribed. */
  get leaving(): boolean {
    return this.#leaving > 0 || this.queued.some(leaves)
  }

  /** Another protocol may be spoken soon. */
  get switching(): boolean {
    return this.#switching > 0 || this.queued.some(switches)
  }

  /** False: too many wait. */
  push(asked: Asked): boolean {
    if (!this.#allowance.take(weigh(asked))) return false
    this.#asked.push(asked)
    this.#count(asked, 1)
    return true
  }

  shift(): Asked | undefined {
    const asked = this.head
    if (asked === undefined) return undefined
    this.#allowance.give(weigh(asked))
    this.#first += 1
    this.#count(asked, -1)
    if (this.#first > 256 && this.#first * 2 > this.#asked.length) {
      this.#asked = this.#asked.slice(this.#first)
      this.#first = 0
    }
    return asked
  }

  get inMulti(): boolean {
    return this.#queued !== undefined
  }

  /** What EXEC will do. */
  get queued(): readonly Asked[] {
    return this.#queued ?? []
  }

  beginMulti(): void {
    this.#queued = []
  }

  /** Redis said QUEUED. False: too many wait. */
  queue(asked: Asked): boolean {
    if (!this.#allowance.take(weigh(asked))) return false
    this.#queued?.push(asked)
    return true
  }

  /** What was queued; outside of MULTI now. */
  endMulti(): readonly Asked[] {
    const queued = this.#queued ?? []
    this.#queued = undefined
    for (const asked of queued) this.#allowance.give(weigh(asked))
    return queued
  }

  /** Takes all that wait; what is queued counts as waiting once EXEC was sent. */
  clear(): readonly Asked[] {
    const queued = this.endMulti()
    const waiting = this.#asked.slice(this.#first)
    for (const asked of waiting) this.#allowance.give(weigh(asked))
    this.#asked = []
    this.#first = 0
    this.#subscribing = this.#leaving = this.#switching = 0
    const sent = waiting.some(({ command }) => command.word === 'EXEC')
    return sent ? [...queued, ...waiting] : waiting
  }

  #count(asked: Asked, by: 1 | -1): void {
    if (subscribes(asked)) this.#subscribing += by
    if (leaves(asked)) this.#leaving += by
    if (switches(asked)) this.#switching += by
  }
}

function subscribes({ command }: Asked): boolean {
  return /^[PS]?SUBSCRIBE$/.test(command.word)
}

function leaves({ command }: Asked): boolean {
  return /^[PS]?UNSUBSCRIBE$/.test(command.word)
}

function switches({ command }: Asked): boolean {
  return command.word === 'HELLO' || command.word === 'RESET'
}

function weigh({ command }: Asked): number {
  return command.args.reduce((sum, { head }) => sum + head.length + 64, 200)
}
