/** Reads the folders of a course from disk. */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { startOf } from './mistakes.ts'
import type { Mistakes } from './mistakes.ts'

/** `NN-slug`: the number gives the order, the whole is the id. */
const numbered = /^\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/

/** What Python, editors and file managers leave behind. */
const litter = /^(\.|__pycache__$)|~$/

/** Files that prose may show; they are no part of what a program finds in its folder. */
export const picture = /\.(png|jpe?g|gif|webp|svg)$/i

/** The largest file of a lesson that goes into a lab, bytes: what fits the wire with room. */
const largest = 200_000

export interface Folder {
  /** Text files by path below the folder. */
  readonly files: ReadonlyMap<string, string>
  readonly pictures: ReadonlySet<string>
}

/** The numbered folders of `dir` in order; any other folder is a mistake. */
export async function numberedFolders(
  at: { root: string; path: string; beside: readonly string[] },
  mistakes: Mistakes,
): Promise<string[]> {
  const entries = await readdir(join(at.root, at.path), { withFileTypes: true })
  const found: string[] = []
  for (const entry of entries) {
    if (litter.test(entry.name) || at.beside.includes(entry.name)) continue
    const place = startOf(join(at.path, entry.name))
    if (entry.isDirectory() && numbered.test(entry.name)) found.push(entry.name)
    else if (entry.isDirectory()) {
      mistakes.error(
        place,
        'A folder here is named by its number and its words, as 01-first-steps. Rename it.',
      )
    } else {
      mistakes.error(
        place,
        `Nothing uses this file. Here belong folders and ${at.beside.join(', ')}. Move it or delete it.`,
      )
    }
  }
  return found.toSorted()
}

/** Every file below `root/path`. Text must be UTF-8 of at most 200 kB. */
export async function readFolder(root: string, path: string, mistakes: Mistakes): Promise<Folder> {
  const files = new Map<string, string>()
  const pictures = new Set<string>()
  async function walk(below: string): Promise<void> {
    for (const entry of await readdir(join(root, path, below), { withFileTypes: true })) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`
      if (litter.test(entry.name)) continue
      if (entry.isDirectory()) await walk(name)
      else if (!entry.isFile()) {
        mistakes.error(
          startOf(join(path, name)),
          'This is neither a file nor a folder. Put the file itself here.',
        )
      } else if (picture.test(name)) pictures.add(name)
      else {
        const content = text(await readFile(join(root, path, name)))
        if (typeof content === 'string') files.set(name, content)
        else mistakes.error(startOf(join(path, name)), content.say)
      }
    }
  }
  await walk('')
  return { files: new Map([...files].toSorted(([a], [b]) => a.localeCompare(b))), pictures }
}

function text(bytes: Buffer): string | { say: string } {
  if (bytes.length > largest)
    return { say: `This file has ${bytes.length} bytes; a lab takes ${largest}. Make it smaller.` }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError)
      return { say: 'This file is not UTF-8 text. Save it as UTF-8, or delete it.' }
    throw error
  }
}
