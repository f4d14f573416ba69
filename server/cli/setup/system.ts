/** redis-server and bubblewrap: found, installed as root, or unpacked beside the project. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { hasApt, install, unpack } from './apt.ts'
import { places } from './places.ts'
import { Problem } from './problem.ts'
import { step } from './step.ts'

export interface Part {
  readonly package: string
  readonly binary: string
}

export const systemParts: readonly Part[] = [
  { package: 'redis-server', binary: 'redis-server' },
  { package: 'bubblewrap', binary: 'bwrap' },
]

/** The binary's path: the system's, else the unpacked one, else undefined. */
export async function findBinary(name: string): Promise<string | undefined> {
  const folders = ['/usr/bin', '/usr/local/bin', path.join(places.system, 'usr/bin')]
  for (const folder of folders) {
    const file = path.join(folder, name)
    const found = await fs.access(file, fs.constants.X_OK).then(
      () => true,
      () => false,
    )
    if (found) return file
  }
  return undefined
}

/** The parts whose binary is nowhere. */
export async function missingParts(parts: readonly Part[]): Promise<Part[]> {
  const found = await Promise.all(parts.map((part) => findBinary(part.binary)))
  return parts.filter((_, index) => found[index] === undefined)
}

/** What tests need beside: they look at processes. */
export const testParts: readonly Part[] = [...systemParts, { package: 'procps', binary: 'ps' }]

/** Installs or unpacks what is missing. */
export async function setUpSystem(parts = systemParts): Promise<void> {
  const missing = await missingParts(parts)
  if (missing.length === 0) return
  const names = missing.map((part) => part.package)
  if (!(await hasApt())) throw new Problem(advice(names))
  if (process.getuid?.() === 0) {
    await step(`Installing ${names.join(' and ')} with apt`, () => install(names))
    return
  }
  // Always all: one folder, one closure, replaced as a whole.
  const all = parts.map((part) => part.package)
  await step(`Unpacking ${names.join(' and ')} into var/system`, () => unpack(all, places.system))
}

/** The one command to type where we cannot install. */
export function advice(names: readonly string[]): string {
  const fedora = names.map((name) => (name === 'redis-server' ? 'redis' : name))
  return (
    `This machine lacks ${names.join(' and ')}; type the one that fits it, then run the command again: ` +
    `"sudo dnf install ${fedora.join(' ')}", "sudo pacman -S ${fedora.join(' ')}", "sudo zypper install ${fedora.join(' ')}".`
  )
}
