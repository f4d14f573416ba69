/**
 * The playground's own Redis as a process: started, watched, and never outliving the server. Sole user of
 * node:child_process here. The chain is `setpriv` (the kernel kills it when the server dies, however) and
 * `flock` (two servers never write one folder), which become redis-server by exec: one process.
 */
import { spawn, type ChildProcess } from 'node:child_process'

/** Exit status of `flock` when somebody else holds the folder. */
export const FOLDER_TAKEN = 99

export interface RedisProcess {
  /** Its exit status, or undefined after a signal or a failed start. */
  readonly ended: Promise<number | undefined>
  /** What it said last, for the log. */
  said(): string
  /** SIGTERM, so that the file is written out; SIGKILL after `graceMs`. Resolves when it is gone. */
  stop(graceMs: number): Promise<void>
}

export interface RedisOrder {
  readonly binary: string
  readonly args: readonly string[]
  /** Absolute; working directory, holds the data and the lock. */
  readonly folder: string
  /** Added to the environment of an otherwise empty one. */
  readonly env: Readonly<Record<string, string>>
  /** Runs as this user and group; absent: as the server itself. */
  readonly uid?: number
}

const SAID = 2_000
/** Where `setpriv` and `flock` are on every Linux. */
const PATH = '/usr/sbin:/usr/bin:/sbin:/bin'

export function startRedis({ binary, args, folder, env, uid }: RedisOrder): RedisProcess {
  const guard = process.platform === 'linux'
  const lock = ['flock', '--nonblock', '--no-fork', '--conflict-exit-code', `${FOLDER_TAKEN}`]
  const argv = guard
    ? ['setpriv', '--pdeathsig', 'KILL', ...lock, 'lock', binary, ...args]
    : [binary, ...args]
  const child = spawn(argv[0] ?? binary, argv.slice(1), {
    cwd: folder,
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C in the terminal is for the server, which then stops this one in its turn.
    detached: true,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  return watch(child)
}

function watch(child: ChildProcess): RedisProcess {
  let said = ''
  const hear = (bytes: Buffer): void => void (said = (said + bytes.toString()).slice(-SAID))
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const ended = new Promise<number | undefined>((resolve) => {
    child.once('error', (error) => {
      said += error.message
      resolve(undefined)
    })
    child.once('exit', (code) => resolve(code ?? undefined))
  })
  return {
    ended,
    said: () => said.trim().split('\n').at(-1) ?? '',
    async stop(graceMs) {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(timer)
    },
  }
}
