/** Removes groups: of a lab that ended, of a server that was killed. */
import { existsSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { lives, members } from './members.ts'

export const LABS = 'labs.'

/** What was killed takes a moment until it is gone, ms. */
const AGAIN_MS = [0, 5, 20, 100, 400, 1_500] as const

/** A group without groups in it. False when it is still there after some patience: something lives in it. */
export async function remove(folder: string): Promise<boolean> {
  for (const ms of AGAIN_MS) {
    if (ms > 0) await wait(ms)
    try {
      rmdirSync(folder)
      return true
    } catch {
      if (!existsSync(folder)) return true
    }
  }
  return false
}

/** A group with all groups in it, what still lives in them killed. */
export async function removeAll(folder: string): Promise<boolean> {
  const all = groupsIn(folder).map((name) => path.join(folder, name))
  for (const group of all) kill(group)
  await Promise.all(all.map(remove))
  return remove(folder)
}

/** Groups of servers that live no more. */
export async function sweep(home: string): Promise<void> {
  const dead = groupsIn(home).filter((name) => name.startsWith(LABS) && !lives(ownerOf(name)))
  await Promise.all(dead.map((name) => removeAll(path.join(home, name))))
}

/** None in a folder that is gone: two servers that start at once sweep the same ones. */
function groupsIn(folder: string): readonly string[] {
  try {
    const inside = readdirSync(folder, { withFileTypes: true })
    return inside.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  } catch (error) {
    if (existsSync(folder)) throw error
    return []
  }
}

/** From `labs.<process>.<which of it>`. */
function ownerOf(name: string): string {
  return name.slice(LABS.length, name.lastIndexOf('.'))
}

function kill(group: string): void {
  try {
    if (existsSync(path.join(group, 'cgroup.kill')))
      writeFileSync(path.join(group, 'cgroup.kill'), '1')
    else for (const pid of members(group)) process.kill(pid, 'SIGKILL')
  } catch {
    // What is not ours to kill, or gone: then `remove` tells.
  }
}
