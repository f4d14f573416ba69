/** Files of a control group by what they bound, in both versions. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Hierarchy } from './hierarchies.ts'

export interface Bounds {
  /** Bytes, those included that the kernel itself holds for a lab. */
  readonly memory: number
  /** Processes and threads. */
  readonly tasks: number
}

type Version = Hierarchy['version']

/** Sets the bounds of one lab's group, as far as its hierarchy can. Throws what the kernel says. */
export function bound(
  folder: string,
  { version, controllers }: Pick<Hierarchy, 'version' | 'controllers'>,
  most: Bounds,
): void {
  const set = (name: string, value: number): void => {
    writeFileSync(path.join(folder, name), `${value}`)
  }
  // Where the kernel does not count it, or has no swap, there is no such file.
  const setIfThere = (name: string, value: number): void => {
    if (existsSync(path.join(folder, name))) set(name, value)
  }
  if (controllers.includes('pids')) set('pids.max', most.tasks)
  if (!controllers.includes('memory')) return
  if (version === 2) {
    set('memory.max', most.memory)
    setIfThere('memory.swap.max', 0)
  } else {
    set('memory.limit_in_bytes', most.memory)
    // Of both together.
    setIfThere('memory.memsw.limit_in_bytes', most.memory)
  }
}

/** Lets a group have as much of the processor as so many others together; it may have another weight from before. */
export function weigh(folder: string, version: Version, times: number): void {
  // What every group has by itself.
  const [name, usual] = version === 2 ? ['cpu.weight', 100] : ['cpu.shares', 1_024]
  writeFileSync(path.join(folder, name), `${usual * times}`)
}

/** How many processes of a group the kernel has ended for want of memory. */
export function ended(folder: string, version: Version): number {
  return count(folder, version === 2 ? 'memory.events' : 'memory.oom_control', 'oom_kill')
}

/** How often a group was refused a process. */
export function refused(folder: string): number {
  return count(folder, 'pids.events', 'max')
}

function count(folder: string, file: string, name: string): number {
  try {
    const text = readFileSync(path.join(folder, file), 'utf8')
    return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
  } catch {
    // The group is gone, or this kernel does not tell.
    return 0
  }
}
