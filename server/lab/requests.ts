/** Questions put to a supervisor (place, list, read) and their answers, by id. */
import type { LabFile } from './lab.ts'
import { SUPERVISOR_LIMITS } from './limits.ts'
import { FrameError } from './frames.ts'
import type { FromLab } from './wire.ts'

type Answer = Extract<FromLab, { op: 'placed' | 'list' | 'done' | 'error' }>

interface Asked {
  readonly op: 'place' | 'list' | 'read'
  /** Put together, and those to be put together next. */
  readonly pieces: Buffer[]
  readonly recent: Buffer[]
  size: number
  resolve(result: { files: readonly LabFile[]; bytes: Buffer }): void
  reject(error: Error): void
}

const ASKED = { placed: 'place', list: 'list', done: 'read', error: 'error' } as const
/** A file in tiny pieces would cost many times its size. */
const MOST_RECENT = 1_000

/** Longer than the supervisor gives its own worker. */
const PATIENCE_MS = 15_000

export class Requests {
  readonly #asked = new Map<number, Asked>()
  /** Those nobody waits for any more: their answers are no offence. */
  readonly #late = new Set<number>()
  #last = 0

  /** `send` is called with the id chosen. */
  ask(
    op: Asked['op'],
    send: (id: number) => void,
  ): Promise<{ files: readonly LabFile[]; bytes: Buffer }> {
    this.#last += 1
    const id = this.#last
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        if (this.#asked.delete(id)) reject(new Error('The lab did not answer.'))
        this.#late.add(id)
      }, PATIENCE_MS)
      const settle =
        <T>(how: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(late)
          how(value)
        }
      const asked = {
        op,
        pieces: [],
        recent: [],
        size: 0,
        resolve: settle(resolve),
        reject: settle(reject),
      }
      this.#asked.set(id, asked)
      send(id)
    })
  }

  /** Part of a file. Throws a FrameError for bytes that nobody asked for. */
  piece(id: number, bytes: Buffer): void {
    const asked = this.#asked.get(id)
    if (this.#late.has(id)) return
    if (asked?.op !== 'read') throw new FrameError('bytes of a file nobody asked for')
    if (bytes.length === 0) throw new FrameError('an empty piece of a file')
    asked.size += bytes.length
    if (asked.size > SUPERVISOR_LIMITS.storage.bytes) throw new FrameError('a file beyond storage')
    asked.recent.push(Buffer.from(bytes))
    if (asked.recent.length >= MOST_RECENT) asked.pieces.push(Buffer.concat(asked.recent.splice(0)))
  }

  answer(message: Answer): void {
    const asked = this.#asked.get(message.id)
    if (this.#late.delete(message.id)) return
    if (asked === undefined || ![asked.op, 'error'].includes(ASKED[message.op])) {
      throw new FrameError(`an answer nobody asked for: ${message.op}`)
    }
    this.#asked.delete(message.id)
    if (message.op === 'error') {
      asked.reject(new Error(message.say))
      return
    }
    asked.resolve({
      files: message.op === 'list' ? message.files : [],
      bytes: Buffer.concat([...asked.pieces, ...asked.recent]),
    })
  }

  /** The lab is gone. */
  fail(): void {
    for (const asked of this.#asked.values()) asked.reject(new Error('The lab is gone.'))
    this.#asked.clear()
  }
}
