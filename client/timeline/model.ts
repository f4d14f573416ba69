/** A step's fold, kept in step with the session's tape; whoever draws reads it anew after a change. */
import type { Tape } from '../session/index.ts'
import { Fold } from './fold/fold.ts'
import type { Place } from './fold/fold.ts'
import { forget } from './fold/forget.ts'

export class Model {
  fold: Fold
  /** Counts the changes. */
  version = 0
  readonly #place: Place
  readonly #tape: Tape
  #session: number
  #seen = -1
  /** Of the tape's events, counted with those that left it. */
  #read: number
  #left: number

  constructor(tape: Tape, place: Place) {
    this.#tape = tape
    this.#place = place
    this.fold = new Fold(place)
    this.#session = tape.session
    this.#read = tape.left
    this.#left = tape.left
    this.sync()
  }

  /** Takes in what is new on the tape. True when something was. */
  sync(): boolean {
    const tape = this.#tape
    if (this.#seen === tape.version) return false
    this.#seen = tape.version
    if (this.#session !== tape.session) this.#begin()
    this.#read = Math.max(this.#read, tape.left)
    this.fold.add(tape.events.slice(this.#read - tape.left))
    this.#read = tape.left + tape.events.length
    this.#forget()
    this.version += 1
    return true
  }

  #begin(): void {
    this.#session = this.#tape.session
    this.fold = new Fold(this.#place)
    this.#read = this.#tape.left
    this.#left = this.#tape.left
  }

  #forget(): void {
    if (this.#left === this.#tape.left) return
    this.#left = this.#tape.left
    const [first] = this.#tape.events
    if (first !== undefined) forget(this.fold, first)
  }
}
