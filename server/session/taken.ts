/** The numbers that were taken out of a log with a word of their own, and so do not count as missing. */

/** Numbers kept; beyond it the older half is forgotten, and counts as missing from then on: too many told, never too few. */
const BOUND = 50_000

export class Taken {
  /** In order. */
  #numbers: number[] = []

  /** Mostly a newer one than all before. */
  add(number: number): void {
    this.#numbers.splice(this.#upTo(number), 0, number)
    if (this.#numbers.length > BOUND) this.#numbers = this.#numbers.slice(BOUND / 2)
  }

  /** How many there are above `after`, up to `last`. */
  between(after: number, last: number): number {
    return this.#upTo(last) - this.#upTo(after)
  }

  /** How many there are up to this one. */
  #upTo(number: number): number {
    let [low, high] = [0, this.#numbers.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#numbers[middle] ?? Infinity) <= number) low = middle + 1
      else high = middle
    }
    return low
  }
}
