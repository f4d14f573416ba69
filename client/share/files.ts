/** The files that a link may carry: their names, their texts, how many. Pure. */
import { SHARED_FILES } from '../../server/protocol/index.ts'
import type { FileView } from '../../server/protocol/index.ts'

/** As drafts have them. Text: changed or added. `null`: deleted. */
export type Changes = Readonly<Record<string, string | null>>
export type Pair = readonly [name: string, text: string | null]

/** One part of a path: no way up, no blank at its ends, and nothing that a terminal or a page could mistake. */
const PART = /^(?!\.{1,2}$)(?! )[\w.\- ]+(?<! )$/
/** Of control characters, tabs and line ends alone; none that turn the direction of what is read. */
const UNSEEN = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u

/** Why these files are not shared, as the rest of a sentence; undefined when they may be. */
export function troubleOf(files: readonly Pair[]): string | undefined {
  if (files.length > SHARED_FILES) return `it holds more than ${SHARED_FILES} files`
  if (!files.every(([name]) => isName(name))) return 'it names a file that a step can’t have'
  if (new Set(files.map(([name]) => name)).size < files.length) return 'it names a file twice'
  for (const [name, text] of files) {
    const line = text === null ? undefined : unseenLine(text)
    if (line !== undefined)
      return `line ${line} of ${name} has an unseen character that could hide what the code does`
  }
  return undefined
}

function isName(name: string): boolean {
  if (name.length > 100 || name === '__proto__') return false
  return name.split('/').every((part) => PART.test(part))
}

function unseenLine(text: string): number | undefined {
  const at = UNSEEN.exec(text)?.index
  return at === undefined ? undefined : text.slice(0, at).split('\n').length
}

/** What of `changes` a step can show: nothing that is read-only there, or is the original as it is. */
export function fitting(originals: readonly FileView[], changes: Changes): Changes {
  const known = new Map(originals.map((file) => [file.name, file]))
  return Object.fromEntries(
    Object.entries(changes).filter(([name, text]) => {
      const original = known.get(name)
      if (original === undefined) return text !== null
      return !original.readonly && original.text !== text
    }),
  )
}

/** `main.py changed, notes.py added, old.py deleted`: the first three, and how many more. */
export function inWords(originals: readonly FileView[], changes: Changes): string {
  const names = new Set(originals.map(({ name }) => name))
  const all = Object.entries(changes).map(([name, text]) => {
    if (text === null) return `${name} deleted`
    return names.has(name) ? `${name} changed` : `${name} added`
  })
  const more = all.length - 3
  return more > 0 ? `${all.slice(0, 3).join(', ')} and ${more} more` : all.join(', ')
}

export function alike(one: Changes, other: Changes): boolean {
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
  )
}
