/**
 * A user namespace in which each lab can be a user of its own, where this machine lets us have one.
 *
 * The kernel counts pipes' pages, descriptors on their way and more for a user of the machine, whatever
 * the namespace: labs of one user take them from each other. Root may map users that nobody has; the
 * namespace is made as the labs' owner, who may enter it for later templates when root is given up.
 * Others may map those that /etc/subuid gives them, by programs of the system that are root for that moment.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import { SERVER_LIMITS } from './limits.ts'
import { LABS_UID } from './sandbox.ts'

/** Users nobody else gives out: containers end below, the kernel's numbers above. */
const FIRST_RANGE = 1_900_000_000
const RANGES = 3_000
const USERS = 65_536
const PATIENCE_MS = 5_000
const NEWUIDMAP = '/usr/bin/newuidmap'
const NEWGIDMAP = '/usr/bin/newgidmap'

export interface LabUsers {
  /** The file by which the namespace is entered. In it, 0 is the labs' owner, and from 1 on are the users. */
  readonly entry: string
  /** The first of `count` users for the labs of a template; those of templates long gone come again. */
  take(count: number): number
  dispose(): void
}

/** Users and groups that are ours to give: the first of each, and how many of both. */
interface Ranges {
  readonly user: number
  readonly group: number
  readonly count: number
}

/**
 * Undefined where there is only one user for all labs: nobody gives us others, the kernel refuses, or those
 * could not read the folders `shown` to them.
 */
export async function openUsers(shown: readonly string[] = []): Promise<LabUsers | undefined> {
  const root = process.getuid?.() === 0
  const ranges = root ? unused() : handedOver()
  if (!root && !shown.every(othersRead)) return undefined
  if (ranges === undefined) return undefined
  const holder = hold(root)
  try {
    await ready(holder)
    if (root) mapAsRoot(holder, ranges)
    else await mapAsUser(holder, ranges)
    return new Users(holder, ranges.count)
  } catch {
    // A kernel or container that keeps these maps to itself.
    holder.kill('SIGKILL')
    return undefined
  }
}

/** A clone made with a narrow umask is for its owner alone. */
function othersRead(folder: string): boolean {
  const all = [folder, ...readdirSync(folder).map((name) => path.join(folder, name))]
  return all.every((file) => (statSync(file).mode & 0o4) !== 0)
}

/** Whether each lab can be a user of its own, as this process was started. */
export async function tryUsers(shown: readonly string[]): Promise<boolean> {
  const users = await openUsers(shown)
  users?.dispose()
  return users !== undefined
}

function unused(): Ranges {
  const first = FIRST_RANGE + randomInt(RANGES) * USERS
  return { user: first, group: first, count: USERS - 1 }
}

/** By lines `name:first:count` of /etc/subuid and /etc/subgid; too few for a template are none. */
function handedOver(): Ranges | undefined {
  if (![NEWUIDMAP, NEWGIDMAP].every((program) => existsSync(program))) return undefined
  const { username, uid } = userInfo()
  const [users, groups] = ['/etc/subuid', '/etc/subgid'].map((file) =>
    parseRange(existsSync(file) ? readFileSync(file, 'utf8') : '', [username, `${uid}`]),
  )
  if (users === undefined || groups === undefined) return undefined
  const count = Math.min(users.count, groups.count, USERS - 1)
  if (count < SERVER_LIMITS.labsPerTemplate) return undefined
  return { user: users.first, group: groups.first, count }
}

/** The longest range of whoever has one of these names. Pure. */
export function parseRange(
  text: string,
  names: readonly string[],
): { first: number; count: number } | undefined {
  return text
    .split('\n')
    .flatMap((line) => {
      const [, name = '', first, count] = /^([^:]+):(\d+):(\d+)$/.exec(line.trim()) ?? []
      return names.includes(name) ? [{ first: Number(first), count: Number(count) }] : []
    })
    .toSorted((one, other) => other.count - one.count)[0]
}

function mapAsRoot({ pid }: ChildProcess, { user, group, count }: Ranges): void {
  for (const [map, first] of Object.entries({ gid_map: group, uid_map: user }))
    writeFileSync(`/proc/${pid}/${map}`, `0 ${LABS_UID} 1\n1 ${first} ${count}\n`)
}

async function mapAsUser({ pid }: ChildProcess, { user, group, count }: Ranges): Promise<void> {
  const { uid, gid } = userInfo()
  await succeed(NEWGIDMAP, [pid, 0, gid, 1, 1, group, count].map(String))
  await succeed(NEWUIDMAP, [pid, 0, uid, 1, 1, user, count].map(String))
}

function succeed(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: {}, cwd: '/', stdio: 'ignore' })
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`)),
    )
  })
}

/** A process that does nothing in a new user namespace, until its input ends: with us. */
function hold(root: boolean): ChildProcess {
  const owner = ['--reuid', `${LABS_UID}`, '--regid', `${LABS_UID}`, '--clear-groups', '--']
  const held = ['/usr/bin/unshare', '--user', '--', '/bin/sh', '-c', 'echo; exec cat >/dev/null']
  const [program = '', ...args] = root ? ['/usr/bin/setpriv', ...owner, ...held] : held
  return spawn(program, args, {
    env: {},
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
}

function ready(holder: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(reject, PATIENCE_MS, new Error('no user namespace in time'))
    const over = (): void => clearTimeout(late)
    holder.stdout?.once('data', () => resolve())
    holder.once('exit', () => reject(new Error('no user namespace')))
    holder.once('error', reject)
    holder.stdout?.once('close', over).once('data', over)
  })
}

class Users implements LabUsers {
  readonly entry: string
  readonly #holder: ChildProcess
  readonly #count: number
  #next = 1

  constructor(holder: ChildProcess, count: number) {
    this.#holder = holder
    this.#count = count
    this.entry = `/proc/${holder.pid}/ns/user`
    // It must not keep us alive.
    holder.unref()
  }

  take(count: number): number {
    if (this.#next + count > this.#count + 1) this.#next = 1
    const first = this.#next
    this.#next += count
    return first
  }

  dispose(): void {
    this.#holder.kill('SIGKILL')
  }
}
