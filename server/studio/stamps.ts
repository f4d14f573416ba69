/** What the files below a folder look like from outside: enough to tell which of them were written. */
import { readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** By path with `/`: size, inode, and when it was written. */
export type Stamps = ReadonlyMap<string, string>

/** Every file below `root` as it is now; none when there is no such folder. */
export async function lookBelow(root: string): Promise<Stamps> {
  const stamps = new Map<string, string>()
  let entries
  try {
    entries = await readdir(root, { recursive: true, withFileTypes: true })
  } catch (error) {
    if (isGone(error)) return stamps
    throw error
  }
  await Promise.all(
    entries.map(async (entry) => {
      if (!entry.isFile()) return
      const path = join(entry.parentPath, entry.name)
      const stamp = await stampOf(path)
      if (stamp !== undefined) stamps.set(relative(root, path).replaceAll(sep, '/'), stamp)
    }),
  )
  return stamps
}

/** Undefined when there is no such file. */
async function stampOf(path: string): Promise<string | undefined> {
  try {
    const { size, ino, mtimeMs } = await stat(path)
    return `${size} ${ino} ${mtimeMs}`
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

/** Paths that came, went, or were written, in order. */
export function differing(before: Stamps, now: Stamps): string[] {
  const all = new Set([...before.keys(), ...now.keys()])
  return [...all].filter((path) => before.get(path) !== now.get(path)).toSorted()
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(ENOENT|ENOTDIR)$/.test(String(error.code))
}
