/** The folders of a course, by the rules of their names, and the texts in them. */
import { join } from 'node:path'
import { startOf } from './mistakes.ts'
import type { Mistakes } from './mistakes.ts'
import { picture } from './snapshot.ts'
import type { Kind, Snapshot } from './snapshot.ts'

/** `NN-slug`: the number gives the order, the whole is the id. */
const numbered = /^\d{2,}-[a-z0-9]+(-[a-z0-9]+)*$/

/** The largest file of a lesson that goes into a lab, bytes: what fits the wire with room. */
const largest = 200_000

/** Names that Windows cannot hold: lessons are taken home, and written there. */
const unholdable = /[<>:"\\|?*\p{Cc}]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/iu

export interface Folder {
  /** Text files by path below the folder. */
  readonly files: ReadonlyMap<string, string>
  readonly pictures: ReadonlySet<string>
}

/** `10-b` comes after `9-a` and before `100-c`. */
function byNumber(a: string, b: string): number {
  return Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1)
}

/** The numbered ones of `entries` in order; any other folder is a mistake, and so is a file not named in `beside`. */
export function numberedFolders(
  entries: readonly { readonly name: string; readonly kind: Kind }[],
  at: { path: string; beside: readonly string[] },
  mistakes: Mistakes,
): string[] {
  const found: string[] = []
  for (const { name, kind } of entries) {
    if (at.beside.includes(name)) continue
    const place = startOf(join(at.path, name))
    if (kind === 'folder' && numbered.test(name)) found.push(name)
    else if (kind === 'folder') {
      mistakes.error(
        place,
        'A folder here is named by its number and its words in a to z, as 01-first-steps. Rename it.',
      )
    } else {
      mistakes.error(
        place,
        `Nothing uses this file. Here belong folders and ${at.beside.join(', ')}. Move it or delete it.`,
      )
    }
  }
  return found.toSorted(byNumber)
}

/** Every file below `path`. Text must be UTF-8 of at most 200 kB. */
export function readFolder(snapshot: Snapshot, path: string, mistakes: Mistakes): Folder {
  const files = new Map<string, string>()
  const pictures = new Set<string>()
  const walk = (below: string): void => {
    for (const entry of snapshot.list(below === '' ? path : `${path}/${below}`)) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`
      const bytes = snapshot.bytes(`${path}/${name}`)
      if (unholdable.test(entry.name))
        mistakes.error(
          startOf(join(path, name)),
          'Windows cannot hold a file of this name, and lessons are taken home. Rename it.',
        )
      if (entry.kind === 'folder') walk(name)
      else if (entry.kind === 'other') {
        mistakes.error(
          startOf(join(path, name)),
          'This is neither a file nor a folder. Put the file itself here.',
        )
      } else if (picture.test(name)) pictures.add(name)
      else if (bytes) {
        const content = textOf(bytes)
        if (typeof content === 'string') files.set(name, content)
        else mistakes.error(startOf(join(path, name)), content.say)
      }
    }
  }
  walk('')
  return { files: new Map([...files].toSorted(([a], [b]) => a.localeCompare(b))), pictures }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function textOf(bytes: Buffer): string | { say: string } {
  if (bytes.length > largest)
    return { say: `This file has ${bytes.length} bytes; a lab takes ${largest}. Make it smaller.` }
  try {
    return utf8.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError)
      return { say: 'This file is not UTF-8 text. Save it as UTF-8, or delete it.' }
    throw error
  }
}
