/**
 * The folder in which our groups are made, found or made at the start, as root where we are.
 *
 * Version 2 wants processes in leaves only, and lets us move one if the group above both places is ours:
 *
 *   home/server        this process and what starts it
 *   home/labs.<name>   of one server; in it a group for each template and each lab
 *
 * Version 1 wants neither: there the server stays where it was started, and all labs weigh as much as four processes. With
 * the server in a group beside theirs, ten times as heavy, Linux 6.18 let the kernel's own threads for the network wait
 * up to 1.2 s for a processor, and a class of fifty with them: 217 to 291 ms to a first line in one run of a hundred,
 * instead of 98 to 153.
 */
import { accessSync, chownSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Controller, Hierarchy } from './hierarchies.ts'
import { weigh } from './knobs.ts'
import { isOurs, members, move } from './members.ts'

export const HOME = 'backchannel'
const SERVER = 'server'
/** As much as ten times all labs together, in version 2. */
const SERVER_WEIGHS = 10
/** All labs together as much as four processes of the machine, in version 1. */
const LABS_WEIGH = 4

/** Where a home may be made, and who must move into it. */
export interface Site extends Hierarchy {
  /** The folder `backchannel` itself. */
  readonly home: string
  /** Processes of version 2's own group, all of which have to leave it. */
  readonly moves: readonly number[]
}

/** Why there is none, and what mends it. */
export class NoSite extends Error {
  readonly mend: string

  constructor(say: string, mend: string) {
    super(say)
    this.mend = mend
  }
}

const AS_USER = 'systemd-run --user --scope -p Delegate=yes npm start'
const AS_ROOT = 'systemd-run --scope -p Delegate=yes npm start'

/** Looks only. Throws NoSite. */
export function findSite(hierarchy: Hierarchy): Site {
  const root = process.getuid?.() === 0
  const { version, top, own } = hierarchy
  if (version === 2 && own.endsWith(`/${HOME}/${SERVER}`))
    // Whoever started us is in there from an earlier server.
    return site(hierarchy, path.dirname(path.dirname(own)), [])
  if (version === 1) {
    if (!root) throw new NoSite('control groups of version 1 are for root', 'npm start as root')
    return site(hierarchy, top, [])
  }
  const all = existsSync(own) ? members(own) : []
  if (all.every(isOurs) && !/\/session-[^/]*\.scope$/.test(own)) return site(hierarchy, own, all)
  if (root) return site(hierarchy, top, [process.pid])
  throw new NoSite('the control group of this process has others in it', AS_USER)
}

function site(hierarchy: Hierarchy, base: string, moves: readonly number[]): Site {
  const home = path.join(base, HOME)
  const place = existsSync(home) ? home : base
  try {
    accessSync(place, constants.W_OK)
  } catch {
    const mend = process.getuid?.() === 0 ? AS_ROOT : AS_USER
    throw new NoSite('no control group was handed to this process', mend)
  }
  return { ...hierarchy, home, moves }
}

/** Makes it, for `owner`, who has it when root is given up. Returns what can be bounded. Throws what the kernel says. */
export function settle(site: Site, owner: number | undefined): readonly Controller[] {
  const { home, version, controllers } = site
  makeOwned(home, owner)
  if (version === 1) {
    if (controllers.includes('cpu')) weigh(home, 1, LABS_WEIGH)
    return controllers
  }
  const server = path.join(home, SERVER)
  makeOwned(server, owner)
  for (const pid of site.moves) moveIfThere(pid, server)
  const handed = [path.dirname(home), home].reduce(handDown, controllers)
  if (handed.includes('cpu')) weigh(server, 2, SERVER_WEIGHS)
  return handed
}

/** Lets the groups in a folder of version 2 have these controllers; returns those that they have. */
export function handDown(
  controllers: readonly Controller[],
  folder: string,
): readonly Controller[] {
  return controllers.filter((name) => {
    try {
      writeFileSync(path.join(folder, 'cgroup.subtree_control'), `+${name}`)
      return true
    } catch {
      // Not handed down to this folder, or a process that may not be bounded is in it.
      return false
    }
  })
}

/** A group which its owner may fill, divide and remove. */
export function makeOwned(folder: string, owner: number | undefined): void {
  mkdirSync(folder, { recursive: true })
  if (owner === undefined) return
  for (const name of ['', 'cgroup.procs', 'cgroup.subtree_control']) {
    const file = path.join(folder, name)
    if (existsSync(file)) chownSync(file, owner, owner)
  }
}

function moveIfThere(pid: number, folder: string): void {
  try {
    move(pid, folder)
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ESRCH'
    if (!gone) throw error
  }
}
