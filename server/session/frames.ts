/** Sessions of embedded steps: each frame of another page has its own, and finds it again. */
import type { Hello } from './connection.ts'
import type { Session } from './session.ts'

/** So many of one learner: each may have a lab. */
export const FRAMES = 8

interface Frame {
  /** What it shows. */
  readonly name: string
  readonly session: Session
}

export class Frames {
  readonly #of = new Map<string, readonly Frame[]>()

  /** The frame's own, or one of the same name that nobody has open; of too many, the newest. */
  find(learner: string, { embedded: name, seen }: Hello): Session | undefined {
    const frames = this.#of.get(learner) ?? []
    const own = frames.find(({ session }) => session.id === seen?.session)
    const free = frames.find((one) => one.name === name && one.session.connected === 0)
    const found = own ?? free ?? (this.#isFull(frames) ? frames.at(-1) : undefined)
    return found?.session
  }

  add(learner: string, frame: Frame): void {
    const frames = this.#of.get(learner) ?? []
    this.#of.set(learner, [...frames, frame])
    if (frames.length >= FRAMES)
      frames.find(({ session }) => session.connected === 0)?.session.dispose()
  }

  delete(session: Session): void {
    const { learner } = session
    const left = (this.#of.get(learner) ?? []).filter((one) => one.session !== session)
    if (left.length === 0) this.#of.delete(learner)
    else this.#of.set(learner, left)
  }

  get all(): Session[] {
    return [...this.#of.values()].flatMap((frames) => frames.map(({ session }) => session))
  }

  #isFull(frames: readonly Frame[]): boolean {
    return frames.length >= FRAMES && frames.every(({ session }) => session.connected > 0)
  }
}
