/** Which processes are in a control group, and whose they are. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Their numbers, as a folder's file tells them. */
export function members(folder: string): readonly number[] {
  const text = readFileSync(path.join(folder, 'cgroup.procs'), 'utf8')
  return text.split('\n').filter(Boolean).map(Number)
}

/** Throws what the kernel says. */
export function move(pid: number, folder: string): void {
  writeFileSync(path.join(folder, 'cgroup.procs'), `${pid}`)
}

/** Whether a process is this one, has started it (`npm`, a shell), or comes of it. */
export function isOurs(pid: number): boolean {
  return lineOf(process.pid).has(pid) || lineOf(pid).has(process.pid)
}

/** A process and those it comes of. */
function lineOf(first: number): ReadonlySet<number> {
  const found = new Set<number>()
  for (let pid = first; pid > 0 && !found.has(pid); pid = stat(pid)?.parent ?? 0) found.add(pid)
  return found
}

/** A name that no other process has had since the machine started: number and time of its start. */
export function nameOf(pid: number): string | undefined {
  const found = stat(pid)
  return found && `${pid}.${found.began}`
}

/** Whether the process of that name lives. */
export function lives(name: string): boolean {
  return nameOf(Number.parseInt(name, 10)) === name
}

function stat(pid: number): { parent: number; began: string } | undefined {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return undefined
  try {
    const [, parent = '', ...rest] = afterName(readFileSync(file, 'utf8'))
    return { parent: Number(parent), began: rest[17] ?? '' }
  } catch {
    // It has ended meanwhile.
    return undefined
  }
}

/** The fields that follow a program's name, which may hold anything. */
function afterName(text: string): readonly string[] {
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}
