/** What was proven, when, and what it cost: a small file per piece, kept beside what the project installs. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod/mini'
import type { Result } from './finding.ts'
import { hashOf } from './hash.ts'
import { keyOf } from './piece.ts'
import type { Piece } from './piece.ts'

const Entry = z.object({
  lesson: z.string(),
  step: z.string(),
  name: z.string(),
  /** Of all that it says, and of what played it. */
  hash: z.string(),
  engine: z.string(),
  passed: z.boolean(),
  /** When it was last played, ISO 8601. */
  playedAt: z.string(),
  /** When it was last as claimed; that may have been something else then. */
  provenAt: z.optional(z.string()),
  ms: z.number(),
  slow: z.number(),
  findings: z.array(
    z.object({
      claim: z.string(),
      holds: z.boolean(),
      say: z.string(),
      counted: z.optional(z.object({ held: z.number(), runs: z.number() })),
    }),
  ),
})
/** What is known of a piece. `ms`: how long it took, with all its plays. */
export type Entry = z.infer<typeof Entry>

export interface StoreOptions {
  /** Folder of the store; it is made when something is noted. */
  readonly folder: string
  /** The course's folder: two courses may have lessons of the same name. */
  readonly course: string
  /** A hash of everything but the lessons that decides what a play shows. */
  readonly engine: string
}

/** Several processes may keep the same store: each entry is replaced as a whole. */
export class Store {
  readonly #options: StoreOptions

  constructor(options: StoreOptions) {
    this.#options = options
  }

  /** What is known of the piece, as it is now or as it once was; what cannot be read is not known. */
  async find(piece: Piece): Promise<Entry | undefined> {
    return entryOf(await fs.readFile(this.#file(piece), 'utf8').catch(() => undefined))
  }

  /** As `find`, at once: for the few pieces that a page asks about. */
  findNow(piece: Piece): Entry | undefined {
    const file = this.#file(piece)
    return entryOf(existsSync(file) ? readFileSync(file, 'utf8') : undefined)
  }

  /** When something was noted last, by whomever; undefined before anything was. ms of the wall clock. */
  async notedAt(): Promise<number | undefined> {
    const stat = await fs.stat(this.#options.folder).catch(() => undefined)
    return stat?.mtimeMs
  }

  /** Whether the piece was as claimed when it was played last, and nothing has changed since. */
  async isProven(piece: Piece): Promise<boolean> {
    const entry = await this.find(piece)
    return entry?.passed === true && this.isCurrent(piece, entry)
  }

  /** Whether nothing that `entry` depends on has changed since. */
  isCurrent(piece: Piece, { hash, engine }: Entry): boolean {
    return hash === hashOf(piece) && engine === this.#options.engine
  }

  async note(piece: Piece, result: Result): Promise<void> {
    const { lesson, step, name, passed, ms, slow } = result
    const { engine } = this.#options
    const playedAt = new Date().toISOString()
    const provenAt = passed ? playedAt : (await this.find(piece))?.provenAt
    const entry: Entry = {
      ...{ lesson, step, name, hash: hashOf(piece), engine, passed, playedAt },
      ...(provenAt === undefined ? {} : { provenAt }),
      ...{ ms, slow },
      findings: result.findings.map(({ claim, holds, say, counted }) => ({
        ...{ claim, holds, say },
        ...(counted === undefined ? {} : { counted }),
      })),
    }
    const file = this.#file(piece)
    const fresh = `${file}.${randomBytes(4).toString('hex')}`
    await fs.mkdir(path.dirname(file), { recursive: true })
    await fs.writeFile(fresh, `${JSON.stringify(entry, undefined, 1)}\n`)
    await fs.rename(fresh, file)
  }

  #file(piece: Piece): string {
    const { folder, course } = this.#options
    const name = createHash('sha256')
      .update(`${course}\n${keyOf(piece)}`)
      .digest('hex')
    return path.join(folder, `${name.slice(0, 24)}.json`)
  }
}

function entryOf(text: string | undefined): Entry | undefined {
  if (text === undefined) return undefined
  const entry = Entry.safeParse(jsonOf(text))
  return entry.success ? entry.data : undefined
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
