/**
 * A user namespace in which each lab can be a user of its own, where this machine lets us have one.
 *
 * The kernel counts pipes' pages, descriptors on their way and more for a user of the machine, whatever
 * the namespace: labs of one user take them from each other. Root may map users that nobody has; the
 * namespace is made as the labs' owner, who may enter it for later templates when root is given up.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { LABS_UID } from './sandbox.ts'

/** Users nobody else gives out: containers end below, the kernel's numbers above. */
const FIRST_RANGE = 1_900_000_000
const RANGES = 3_000
const USERS = 65_536
const PATIENCE_MS = 5_000

export interface LabUsers {
  /** The file by which the namespace is entered. In it, 0 is the labs' owner, and from 1 on are the users. */
  readonly entry: string
  /** The first of `count` users for the labs of a template; those of templates long gone come again. */
  take(count: number): number
  dispose(): void
}

/** Undefined where there is only one user for all labs: we are not root, or the kernel refuses. */
export async function openUsers(): Promise<LabUsers | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const holder = hold()
  try {
    await ready(holder)
    const first = FIRST_RANGE + randomInt(RANGES) * USERS
    for (const map of ['gid_map', 'uid_map'])
      writeFileSync(`/proc/${holder.pid}/${map}`, `0 ${LABS_UID} 1\n1 ${first} ${USERS - 1}\n`)
    return new Users(holder)
  } catch {
    // A kernel or container that keeps these maps to itself.
    holder.kill('SIGKILL')
    return undefined
  }
}

/** A process that does nothing in a new user namespace, until its input ends: with us. */
function hold(): ChildProcess {
  const owner = ['--reuid', `${LABS_UID}`, '--regid', `${LABS_UID}`, '--clear-groups']
  const held = ['/bin/sh', '-c', 'echo; exec cat >/dev/null']
  const args = [...owner, '--', '/usr/bin/unshare', '--user', '--', ...held]
  return spawn('/usr/bin/setpriv', args, {
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
  #next = 1

  constructor(holder: ChildProcess) {
    this.#holder = holder
    this.entry = `/proc/${holder.pid}/ns/user`
    // It must not keep us alive.
    holder.unref()
  }

  take(count: number): number {
    if (this.#next + count > USERS) this.#next = 1
    const first = this.#next
    this.#next += count
    return first
  }

  dispose(): void {
    this.#holder.kill('SIGKILL')
  }
}
