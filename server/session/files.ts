/** Which files a run finds: the lesson's, with the learner's over them. Pure. */
import type { RefusalCode } from '../protocol/index.ts'
import type { Step } from '../lessons/index.ts'

export type Files = Readonly<Record<string, string | null>>

export const MAX_FILES = 100
export const MAX_BYTES = 1_000_000

/** Why the learner's files can't be placed, as a code and a sentence; else undefined. */
export function refuseFiles(files: Files): { code: RefusalCode; say: string } | undefined {
  const paths = Object.keys(files)
  if (paths.length > MAX_FILES)
    return { code: 'too-large', say: `A step has at most ${MAX_FILES} files.` }
  const bad = paths.find((path) => !isPlain(path))
  if (bad !== undefined) {
    const say = `${JSON.stringify(bad)} can’t be a file’s name: use a plain path like app/views.py.`
    return { code: 'malformed', say }
  }
  let bytes = 0
  for (const text of Object.values(files)) bytes += Buffer.byteLength(text ?? '')
  if (bytes <= MAX_BYTES) return undefined
  return { code: 'too-large', say: `A step’s files may hold ${MAX_BYTES / 1e6} MB together.` }
}

/** True for a relative path that stays below its folder and prints as it is. */
export function isPlain(path: string): boolean {
  if (path.length > 200 || /[\\\p{Cc}\p{Cs}]/u.test(path)) return false
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

/**
 * The lesson's files under the learner's; read-only ones are the lesson's. `before`: what earlier runs
 * of this step placed; what is in neither any more is deleted.
 */
export function mergeFiles(step: Step, own: Files, before: ReadonlySet<string>): Files {
  const merged = new Map<string, string | null>()
  for (const path of before) merged.set(path, null)
  for (const [path, text] of Object.entries(step.files)) merged.set(path, text)
  for (const [path, text] of Object.entries(own))
    if (!step.readonly.has(path)) merged.set(path, text)
  return Object.fromEntries(merged)
}
