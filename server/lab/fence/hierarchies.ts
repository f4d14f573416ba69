/** Which control groups this machine has for us, v2 or v1: read from the kernel's lists. Pure over what is read. */
import path from 'node:path'

/** What the kernel can bound of a group of processes, and we want it to. */
export const CONTROLLERS = ['memory', 'pids', 'cpu'] as const
export type Controller = (typeof CONTROLLERS)[number]

export interface Hierarchy {
  readonly version: 1 | 2
  /** Not empty. Of version 2 those that exist, not those that were handed down to us. */
  readonly controllers: readonly Controller[]
  /** The topmost group that is seen here, as a folder. */
  readonly top: string
  /** The group that this process is in, as a folder. */
  readonly own: string
}

/** Text of a file; empty when there is none. */
export type Read = (file: string) => string

interface Mounted {
  readonly root: string
  readonly top: string
  readonly type: string
  readonly options: readonly string[]
}

/** The one of version 2 if it can bound anything, else those of version 1. */
export function findHierarchies(read: Read): readonly Hierarchy[] {
  const mounted = parseMounts(read('/proc/self/mountinfo'))
  const own = parseOwn(read('/proc/self/cgroup'))
  const second = mounted.find(({ type }) => type === 'cgroup2')
  if (second !== undefined) {
    const there = read(path.join(second.top, 'cgroup.controllers')).trim().split(' ')
    const controllers = CONTROLLERS.filter((name) => there.includes(name))
    if (controllers.length > 0)
      return [{ version: 2, controllers, ...placed(second, own.get('') ?? '/') }]
  }
  return mounted
    .filter(({ type }) => type === 'cgroup')
    .flatMap((mount) => {
      const controllers = CONTROLLERS.filter((name) => mount.options.includes(name))
      const [first] = controllers
      if (first === undefined) return []
      return [{ version: 1, controllers, ...placed(mount, own.get(first) ?? '/') } as const]
    })
}

/** Path of our group by controller; that of version 2 by the empty name. */
function parseOwn(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [, names = '', group = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? []
      return group === '' ? [] : names.split(',').map((name) => [name, group] as const)
    }),
  )
}

/** Lines of /proc/self/mountinfo: `31 23 0:28 / /sys/fs/cgroup rw - cgroup2 none rw`. */
function parseMounts(text: string): readonly Mounted[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ')
    const [, , , root = '', top = ''] = before.split(' ')
    const [type = '', , options = ''] = after.split(' ')
    return type.startsWith('cgroup') ? [{ root, top, type, options: options.split(',') }] : []
  })
}

/** A container may see a part of the tree only: then paths begin with what lies above it. */
function placed({ root, top }: Mounted, own: string): { top: string; own: string } {
  const above = root === '/' ? '' : root
  const below = own === root || own.startsWith(`${above}/`) ? own.slice(above.length) : own
  return { top, own: path.join(top, below === '/' ? '' : below) }
}
