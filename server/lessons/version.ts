/** Names the code that reads lessons: what another version of it has kept counts for nothing. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The sources of what a lesson is made by, or the bundle that they are part of. */
function codeFiles(): string[] {
  const here = import.meta.dirname
  const bundled = !import.meta.filename.endsWith('.ts')
  const folders = bundled ? [here] : [here, join(here, 'kinds'), join(here, '../protocol')]
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.(ts|js)$/.test(name) && !name.endsWith('.test.ts'))
      .map((name) => join(folder, name)),
  )
}

/** The versions of the packages that read Markdown and YAML. */
function lockFile(): string[] {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const lock = join(folder, 'package-lock.json')
    if (existsSync(lock)) return [lock]
    if (folder === dirname(folder)) return []
  }
}

/** The running code does not change: the studio looks at lessons with every save. */
let known: string | undefined

/** Of the code's every byte, and of Node: what is kept is in its own format. */
export function codeVersion(): string {
  known ??= hashed()
  return known
}

function hashed(): string {
  const hash = createHash('sha256').update(process.version)
  for (const file of [...codeFiles(), ...lockFile()]) hash.update(readFileSync(file))
  return hash.digest('hex')
}
