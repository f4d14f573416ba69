/** Who waits for a lab, in order. */

export class Queue<T> {
  #waiting: T[] = []

  get length(): number {
    return this.#waiting.length
  }

  get all(): readonly T[] {
    return this.#waiting
  }

  join(who: T): void {
    this.#waiting.push(who)
  }

  leave(who: T): void {
    this.#waiting = this.#waiting.filter((other) => other !== who)
  }

  next(): T | undefined {
    return this.#waiting.shift()
  }
}
