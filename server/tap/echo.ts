/**
 * The publishes of one message (equal channel, equal payload) that may still be delivered, and which of them each
 * subscription has had. Usually there is one.
 */
import type { Publish } from './publish.ts'

/** One subscription of one connection, and what is certain of it. */
export interface Listener {
  readonly key: string
  /** Since when every publish reaches it, ms; undefined: not known. */
  readonly since: number | undefined
  readonly order: Order
}

/** How far a connection's stream has come: what was done before is not delivered after. */
export class Order {
  /** All that was answered before then has been delivered, ms. */
  #after = 0
  /** Per publishing connection the place of the newest one that came. */
  readonly #newest = new Map<number, number>()

  /** Something came that Redis did after it was sent at `at`. */
  reached(at: number): void {
    this.#after = Math.max(this.#after, at)
  }

  came({ at, connection, index }: Publish): void {
    this.reached(at)
    // Only to know less: nothing is excluded by what is forgotten.
    if (this.#newest.size >= MOST_PUBLISHERS) this.#newest.clear()
    this.#newest.set(connection, Math.max(index, this.#newest.get(connection) ?? 0))
  }

  /** True when it would have come before what came already. */
  passed({ answered, connection, index }: Publish): boolean {
    if (answered !== undefined && answered < this.#after) return true
    return index < (this.#newest.get(connection) ?? 0)
  }
}

const MOST_PUBLISHERS = 256
/** More equal publishes that can't be told apart are not named one by one. */
export const MOST_NAMED = 64

/** What one subscription has had. */
interface Had {
  /** Per publishing connection: all up to this place. */
  readonly upTo: Map<number, number>
  /** So many of these came; which, nobody can tell. */
  readonly vague: Set<Publish>
  came: number
}

export class Echo {
  /** By publishing connection, in order. */
  readonly #lists = new Map<number, Publish[]>()
  readonly #had = new Map<string, Had>()
  #open = 0
  #owed = 0

  /** Those that are remembered. */
  get publishes(): readonly Publish[] {
    return [...this.#lists.values()].flat()
  }

  get empty(): boolean {
    return this.#lists.size === 0
  }

  /** Every one is answered, and as many were delivered as Redis said. */
  get complete(): boolean {
    return this.#open === 0 && this.#owed <= 0
  }

  add(publish: Publish): void {
    const list = this.#lists.get(publish.connection)
    if (list === undefined) this.#lists.set(publish.connection, [publish])
    else list.push(publish)
    this.#open += 1
  }

  answered(receivers: number): void {
    this.#open -= 1
    this.#owed += receivers
  }

  /** It was not done, or is to be forgotten. */
  remove(publish: Publish): void {
    const list = this.#lists.get(publish.connection) ?? []
    const at = firstAfter(list, publish.index - 1)
    if (list[at] !== publish) return
    list.splice(at, 1)
    if (list.length === 0) this.#lists.delete(publish.connection)
    if (publish.receivers === undefined) this.#open -= 1
    else this.#owed -= publish.receivers - publish.seen
    for (const had of this.#had.values()) had.vague.delete(publish)
  }

  /** The publishes of which one was delivered now; `MOST_NAMED` or more of them: too many to tell. */
  candidates(listener: Listener): readonly Publish[] {
    const had = this.#had.get(listener.key)
    const found: Publish[] = []
    for (const list of this.#lists.values()) this.#walk(list, { listener, had, found })
    const certain = found.filter(
      (publish) => isCertain(publish, listener) && had?.vague.has(publish) !== true,
    )
    return found.filter((later) => !certain.some((publish) => isBefore(publish, later)))
  }

  /** One of too many was delivered. */
  blur(): void {
    this.#owed -= 1
  }

  /** One of `of` was delivered to the listener. */
  deliver(listener: Listener, of: readonly Publish[]): void {
    this.#owed -= 1
    const had = this.#hadBy(listener)
    const [only] = of
    if (only !== undefined && of.length === 1) {
      only.seen += 1
      listener.order.came(only)
      past(had, only)
      had.vague.delete(only)
    } else {
      for (const publish of of) had.vague.add(publish)
      had.came += 1
    }
    if (had.came < had.vague.size) return
    for (const publish of had.vague) past(had, publish)
    had.vague.clear()
    had.came = 0
  }

  /** One of `of` was delivered, or something that was not seen to be sent. */
  suspect(listener: Listener, of: readonly Publish[]): void {
    const had = this.#hadBy(listener)
    for (const publish of of) {
      publish.unsure = true
      had.vague.add(publish)
    }
  }

  /** Those of which nobody knows whether all came, and which were answered before `at`. */
  unsureBefore(at: number): readonly Publish[] {
    return this.publishes.filter(({ unsure, answered = Infinity }) => unsure && answered < at)
  }

  #hadBy({ key }: Listener): Had {
    const had = this.#had.get(key) ?? { upTo: new Map(), vague: new Set(), came: 0 }
    this.#had.set(key, had)
    return had
  }

  #walk(
    list: readonly Publish[],
    on: { listener: Listener; had: Had | undefined; found: Publish[] },
  ): void {
    const [first] = list
    if (first === undefined) return
    const upTo = on.had?.upTo.get(first.connection) ?? 0
    for (let at = firstAfter(list, upTo); at < list.length; at++) {
      const publish = list[at]
      if (publish === undefined || on.found.length >= MOST_NAMED) return
      if (publish.receivers === publish.seen || on.listener.order.passed(publish)) continue
      on.found.push(publish)
      // Those after it on its connection come after it.
      if (isCertain(publish, on.listener) && on.had?.vague.has(publish) !== true) return
    }
  }
}

/** It reaches this listener whatever else is true. */
function isCertain({ at, receivers, doubtful }: Publish, { since }: Listener): boolean {
  if (doubtful === true && receivers === undefined) return false
  return since !== undefined && since < at
}

function isBefore(publish: Publish, later: Publish): boolean {
  return publish.answered !== undefined && publish.answered < later.at
}

function past(had: Had, { connection, index }: Publish): void {
  had.upTo.set(connection, Math.max(index, had.upTo.get(connection) ?? 0))
}

/** Where those with a greater place begin. */
function firstAfter(list: readonly Publish[], index: number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle]?.index ?? Infinity) <= index) low = middle + 1
    else high = middle
  }
  return low
}
