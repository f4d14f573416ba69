/** The learner's changes to a step's files: what differs from the original, and nothing else. Pure. */
import type { FileView } from '../../server/protocol/index.ts'

/** Text: changed or added. `null`: deleted. */
export type Changes = Readonly<Record<string, string | null>>

export interface BenchFile {
  name: string
  text: string
  readonly: boolean
  /** Differs from the original, or is not of the step. */
  changed: boolean
  /** The learner's own file. */
  added: boolean
}

/** The step's files in their order, then the learner's own by name. Changes to read-only files are ignored. */
export function filesOf(originals: readonly FileView[], changes: Changes): BenchFile[] {
  const kept = originals.flatMap(({ name, text, readonly }): BenchFile[] => {
    const change = readonly ? undefined : changes[name]
    if (change === null) return []
    const changed = change !== undefined && change !== text
    return [{ name, text: change ?? text, readonly, changed, added: false }]
  })
  const names = new Set(originals.map((file) => file.name))
  const own = Object.entries(changes)
    .filter((entry): entry is [string, string] => entry[1] !== null && !names.has(entry[0]))
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([name, text]) => ({ name, text, readonly: false, changed: true, added: true }))
  return [...kept, ...own]
}

export function write(
  originals: readonly FileView[],
  changes: Changes,
  file: { name: string; text: string },
): Changes {
  const original = originals.find(({ name }) => name === file.name)
  if (original?.readonly === true) return changes
  if (original?.text === file.text) return without(changes, file.name)
  return { ...changes, [file.name]: file.text }
}

export function remove(originals: readonly FileView[], changes: Changes, name: string): Changes {
  const original = originals.find((file) => file.name === name)
  if (original?.readonly === true) return changes
  return original === undefined ? without(changes, name) : { ...changes, [name]: null }
}

export function rename(
  originals: readonly FileView[],
  changes: Changes,
  names: { from: string; to: string },
): Changes {
  const file = filesOf(originals, changes).find(({ name }) => name === names.from)
  if (file === undefined || file.readonly) return changes
  const text = file.text
  return write(originals, remove(originals, changes, names.from), { name: names.to, text })
}

/** Back to the original: one file, or all of them where `name` is absent. */
export function restore(changes: Changes, name?: string): Changes {
  return name === undefined ? {} : without(changes, name)
}

function without(changes: Changes, name: string): Changes {
  return Object.fromEntries(Object.entries(changes).filter(([key]) => key !== name))
}
