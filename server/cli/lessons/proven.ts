/** What was proven before and has not changed since: hashes of pieces, kept beside what npm installed. */
import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod/mini'
import type { Piece } from './play.ts'

const Kept = z.record(z.string(), z.string())

/** Maps and sets are nothing to JSON. */
const plain = (_key: string, value: unknown): unknown =>
  value instanceof Map || value instanceof Set ? [...value] : value

/** Folders whose programs take part in a proof. */
const parts = ['lessons', 'session', 'lab', 'tap', 'protocol', 'cli/lessons']

async function hashOfParts(server: string): Promise<string> {
  const hash = createHash('sha256')
  for (const part of parts) {
    const entries = await fs.readdir(path.join(server, part), { recursive: true })
    for (const entry of entries.toSorted()) {
      if (!/\.(ts|py|c)$/.test(entry) || /\btest|\.test\./.test(entry)) continue
      hash.update(await fs.readFile(path.join(server, part, entry)))
    }
  }
  return hash.digest('hex')
}

export class Proven {
  readonly #file: string
  readonly #ours: string
  readonly #kept: Map<string, string>

  private constructor(file: string, ours: string, kept: Map<string, string>) {
    this.#file = file
    this.#ours = ours
    this.#kept = kept
  }

  /** `around`: whatever else must be the same, as the versions in the labs. */
  static async open(file: string, server: string, around: unknown): Promise<Proven> {
    const ours = (await hashOfParts(server)) + JSON.stringify(around)
    const text = await fs.readFile(file, 'utf8').catch(() => '{}')
    const kept = Kept.safeParse(JSON.parse(text))
    return new Proven(file, ours, new Map(Object.entries(kept.success ? kept.data : {})))
  }

  has(piece: Piece): boolean {
    return this.#kept.get(nameOf(piece)) === this.#hash(piece)
  }

  note(piece: Piece, passed: boolean): void {
    if (passed) this.#kept.set(nameOf(piece), this.#hash(piece))
    else this.#kept.delete(nameOf(piece))
  }

  async save(): Promise<void> {
    await fs.mkdir(path.dirname(this.#file), { recursive: true })
    await fs.writeFile(this.#file, JSON.stringify(Object.fromEntries(this.#kept), null, 1))
  }

  #hash(piece: Piece): string {
    const { step, name, asked } = piece
    const text = JSON.stringify([this.#ours, step, name, asked], plain)
    return createHash('sha256').update(text).digest('hex').slice(0, 24)
  }
}

function nameOf({ lesson, step, name }: Piece): string {
  return `${lesson}/${step.id} ${name}`
}
