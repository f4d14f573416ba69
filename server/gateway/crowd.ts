/** How many of a thing each key holds at one time. */

export class Crowd {
  readonly #most: number
  readonly #held = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  /** One more for `key`; returns how to give it back, or undefined when it holds the most already. */
  enter(key: string): (() => void) | undefined {
    const held = this.#held.get(key) ?? 0
    if (held >= this.#most) return undefined
    this.#held.set(key, held + 1)
    return () => {
      const left = (this.#held.get(key) ?? 1) - 1
      if (left > 0) this.#held.set(key, left)
      else this.#held.delete(key)
    }
  }
}
