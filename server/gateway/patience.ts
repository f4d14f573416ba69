/** Keeps the messages of one place from taking the server's time from all others: its sockets wait instead. */
import { realTime, Shares, type Share, type Time, type Waiter } from '../session/index.ts'

/** Of 100 ms: a class of 60 that types and runs takes a tenth of it. */
const PARTS = { each: 30, all: 60 }

interface Place {
  readonly senders: Set<Waiter>
  readonly share: Share
}

export interface Seat {
  /** The server has worked `ms` for a message of this sender just now. */
  spend(ms: number): void
  leave(): void
}

export class Patience {
  readonly #places = new Map<string, Place>()
  readonly #shares: Shares

  constructor(time: Time = realTime) {
    this.#shares = new Shares(time, PARTS)
  }

  enter(key: string, sender: Waiter): Seat {
    const place = this.#places.get(key) ?? this.#open()
    this.#places.set(key, place)
    place.senders.add(sender)
    return {
      spend: (ms) => place.share.spend(ms),
      leave: () => {
        place.senders.delete(sender)
        if (place.senders.size > 0 || this.#places.get(key) !== place) return
        place.share.dispose()
        this.#places.delete(key)
      },
    }
  }

  #open(): Place {
    const senders = new Set<Waiter>()
    const all = {
      pause: () => senders.forEach((sender) => sender.pause()),
      resume: () => senders.forEach((sender) => sender.resume()),
    }
    return { senders, share: this.#shares.open(all) }
  }
}
