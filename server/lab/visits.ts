/** Visits of a lab's web apps: what was asked, the pieces of each page, and the one end of each. */
import { monotonicMs, plausible } from './clock.ts'
import { FrameError } from './frames.ts'
import type { Visited, VisitSpec } from './lab.ts'
import { SERVER_LIMITS } from './limits.ts'
import type { FromLab } from './wire.ts'

interface Open {
  readonly began: number
  readonly pieces: Buffer[]
  size: number
  readonly visited: (visited: Visited) => void
}

type End = Extract<FromLab, { op: 'visited' }>

export class Visits {
  readonly #open = new Map<number, Open>()
  readonly #send: (message: object) => void
  #last = 0
  #gone = false

  constructor(send: (message: object) => void) {
    this.#send = send
  }

  /** `visited` is called once, never from within. Returns how to leave; harmless after the end. */
  begin({ port, path }: VisitSpec, visited: (visited: Visited) => void): () => void {
    const visit = ++this.#last
    const began = monotonicMs()
    this.#open.set(visit, { began, pieces: [], size: 0, visited })
    if (this.#gone) queueMicrotask(() => this.fail())
    const { page: bytes, visitMs: patienceMs } = SERVER_LIMITS
    this.#send({ op: 'visit', visit, port, path, bytes, patienceMs })
    return () => {
      if (this.#open.has(visit)) this.#send({ op: 'leave', visit })
    }
  }

  /** Part of a page. Throws a FrameError for bytes that nobody asked for. */
  piece(visit: number, bytes: Buffer): void {
    const open = this.#find(visit)
    if (bytes.length === 0) throw new FrameError('an empty piece of a page')
    open.size += bytes.length
    if (open.size > SERVER_LIMITS.page) throw new FrameError('a page beyond its limit')
    // A page in tiny pieces would cost many times its size.
    const last = open.pieces.at(-1)
    if (last !== undefined && last.length < 4_096) open.pieces.pop()
    const joined = last !== undefined && last.length < 4_096 ? [last, bytes] : [bytes]
    open.pieces.push(Buffer.concat(joined))
  }

  heard(end: End): void {
    const open = this.#find(end.visit)
    this.#open.delete(end.visit)
    open.visited(ended(end, open))
  }

  /** The lab is gone. */
  fail(): void {
    this.#gone = true
    const at = monotonicMs()
    for (const { began, visited } of this.#open.values())
      visited({ type: 'failed', at, ms: at - began, say: 'The lab went away.' })
    this.#open.clear()
  }

  #find(visit: number): Open {
    const open = this.#open.get(visit)
    if (open === undefined) throw new FrameError('a visit that nobody made')
    return open
  }
}

function ended(end: End, { began, pieces }: Open): Visited {
  const at = plausible(end.at / 1_000, began)
  const { type, ms, status, contentType, location, cut = false, say = 'It failed.' } = end
  if (type === 'left') return { type, at, ms }
  if (type === 'failed' || status === undefined) return { type: 'failed', at, ms, say }
  return {
    type,
    at,
    ms,
    status,
    cut,
    body: Buffer.concat(pieces),
    ...(contentType === undefined ? {} : { contentType }),
    ...(location === undefined ? {} : { location }),
  }
}
