/** Keeps the messages of one place from taking the server's time from all others: its sockets wait instead. */
import { realTime, Share, type Time } from '../session/index.ts'

/** Of 100 ms: a class of 60 that types and runs takes a tenth of it. */
const SHARE_MS = 30

/** What can be kept from sending for a while. */
export interface Sender {
  pause(): void
  resume(): void
}

interface Place {
  readonly senders: Set<Sender>
  readonly share: Share
}

export interface Seat {
  /** The server has worked `ms` for a message of this sender just now. */
  spend(ms: number): void
  leave(): void
}

export class Patience {
  readonly #places = new Map<string, Place>()
  readonly #time: Time

  constructor(time: Time = realTime) {
    this.#time = time
  }

  enter(key: string, sender: Sender): Seat {
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
    const senders = new Set<Sender>()
    const all = {
      pause: () => senders.forEach((sender) => sender.pause()),
      resume: () => senders.forEach((sender) => sender.resume()),
    }
    return { senders, share: new Share(this.#time, all, SHARE_MS) }
  }
}
