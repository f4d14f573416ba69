/**
 * How the files of a lesson look from outside. While they look the same they hold the same bytes: whoever writes a
 * file gives it the time of that moment, and no program can set that time (unlike the one that it shows) back.
 */
import { createHash } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { entriesOf } from './snapshot.ts'

/**
 * What was written so shortly before a look may be written again in the same tick of its disk's clock, and look the
 * same. FAT's clock is the slowest, it ticks every two seconds. ms
 */
const settledMs = 3_000

/**
 * Of every name, kind, size, inode and time in `root/path`; undefined when something there was written just now. What
 * is read after this look, and looks the same later, is what it was.
 */
export function stampOf(root: string, path: string): string | undefined {
  const now = Date.now()
  let newest = 0n
  let seen = ''
  const look = (folder: string): void => {
    for (const { name, kind } of entriesOf(folder)) {
      const place = join(folder, name)
      const { size, ino, mtimeNs, ctimeNs } = lstatSync(place, { bigint: true })
      if (mtimeNs > newest) newest = mtimeNs
      if (ctimeNs > newest) newest = ctimeNs
      seen += `${kind} ${name}\0${size} ${ino} ${mtimeNs} ${ctimeNs}\n`
      if (kind === 'folder') look(place)
    }
    seen += '\n'
  }
  look(join(root, path))
  if (Number(newest / 1_000_000n) > now - settledMs) return undefined
  return createHash('sha256').update(seen).digest('base64')
}
