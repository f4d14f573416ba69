/** What the outcome of a play depends on, as hashes: the piece itself, and everything that plays and judges it. */
import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import type { Piece } from './piece.ts'

/** Maps and sets are nothing to JSON. */
const plain = (_key: string, value: unknown): unknown =>
  value instanceof Map || value instanceof Set ? [...value] : value

/** Of one piece: its step with all its files and claims, and its question. */
export function hashOf({ lesson, step, name, of }: Piece): string {
  const text = JSON.stringify([lesson, step, name, of], plain)
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}

/** Folders of the server whose programs take part in a proof. */
const parts = ['hands', 'lab', 'lessons', 'proof', 'protocol', 'session', 'tap']

/**
 * Of our programs in `server`, the versions of npm's packages, and `around`: whatever else must be the same, as
 * the versions in the labs.
 */
export async function hashOfEngine(server: string, around: unknown): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(around))
  hash.update(await fs.readFile(path.join(server, '../package-lock.json')))
  for (const part of parts) {
    const entries = await fs.readdir(path.join(server, part), { recursive: true })
    for (const entry of entries.toSorted()) {
      if (!/\.(ts|py|c|txt)$/.test(entry) || /\btest|\.(test|fixture)\./.test(entry)) continue
      hash.update(`${part}/${entry}\n`).update(await fs.readFile(path.join(server, part, entry)))
    }
  }
  return hash.digest('hex')
}
