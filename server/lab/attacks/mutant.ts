/** A copy of the project with edits, to be started as a server: for tests alone. */
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Edit } from './ablations.ts'

export const project = path.resolve(import.meta.dirname, '../../..')

export interface Mutant {
  /** The server's first file. */
  readonly main: string
  dispose(): void
}

/** Throws when an edit's text is not in its file exactly once. */
export function makeMutant(edits: readonly Edit[]): Mutant {
  const folder = mkdtempSync(path.join(tmpdir(), 'backchannel-without-'))
  chmodSync(folder, 0o755)
  for (const name of ['server', 'package.json', 'tsconfig.json'])
    cpSync(path.join(project, name), path.join(folder, name), { recursive: true })
  for (const name of ['node_modules', 'var', 'build'])
    symlinkSync(path.join(project, name), path.join(folder, name))
  for (const edit of edits) {
    const file = path.join(folder, edit.file)
    writeFileSync(file, edited(readFileSync(file, 'utf8'), edit))
  }
  return {
    main: path.join(folder, 'server/main.ts'),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The text with one edit made; throws when what it edits is not there once. */
export function edited(text: string, { file, from, to }: Edit): string {
  const parts = text.split(from)
  if (parts.length !== 2)
    throw new Error(`${JSON.stringify(from)} is ${parts.length - 1} times in ${file}`)
  return parts.join(to)
}
