/** The real server as a process of its own, as `npm start` runs it. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isBuilt, serverTarget } from '../cli/setup/build.ts'

const root = join(import.meta.dirname, '../..')
/** What `npm start` runs, where it is built from what the sources are now; else the sources, which takes longer to start. */
const fresh = isBuilt(serverTarget)

export class ServerProcess {
  readonly origin: string
  readonly child: ChildProcess
  readonly said: () => string

  private constructor(child: ChildProcess, origin: string, said: () => string) {
    this.child = child
    this.origin = origin
    this.said = said
  }

  /**
   * Resolves when it serves; rejects with what it said when it does not. `parent` is a command that
   * starts what follows it: then `child` is that one, and the server one of its family. `main`: the first
   * file of another tree.
   */
  static async start(
    args: readonly string[],
    env: Record<string, string> = {},
    { parent = [], main }: { parent?: readonly string[]; main?: string | undefined } = {},
  ): Promise<ServerProcess> {
    const command = main === undefined ? await mainOf() : fromSource(main)
    const [file = '', ...rest] = [...parent, 'node', ...command, '--port', '0', ...args]
    const child = spawn(file, rest, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    return new Promise((resolve, reject) => {
      const hear = (bytes: Buffer): void => {
        said += bytes.toString()
        const origin = /^Backchannel is at (http:\S+)$/m.exec(said)?.[1]
        if (origin !== undefined) resolve(new ServerProcess(child, origin, () => said))
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      child.once('exit', (code) => reject(new Error(`the server ended ${code}: ${said}`)))
    })
  }

  /** Ends it by `signal`; its exit status when it is gone, or the signal's name. */
  end(signal: NodeJS.Signals): Promise<number | string | null> {
    return new Promise((resolve) => {
      this.child.once('exit', (code, by) => resolve(code ?? by))
      this.child.kill(signal)
    })
  }

  /** The process id of the descendant whose command line holds `words`. */
  find(words: string): number {
    const table = execFileSync('ps', ['-o', 'pid=,args=', '-p', this.family().join(',')]).toString()
    const line = table.split('\n').find((one) => one.includes(words))
    if (line === undefined) throw new Error(`no child of the server is ${words}`)
    return Number.parseInt(line, 10)
  }

  /** Everything that came from it: process ids of its descendants now, but for tsx's compiler. */
  family(): number[] {
    const all = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args=']).toString()
    const table = all.replace(/^.*esbuild --service.*$/gm, '')
    const pairs = table
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).slice(0, 2).map(Number))
    const family = new Set([this.child.pid])
    for (let grown = -1; grown !== family.size;) {
      grown = family.size
      for (const [pid, parent] of pairs) if (family.has(parent)) family.add(pid)
    }
    family.delete(this.child.pid)
    return [...family].filter((pid) => pid !== undefined)
  }
}

async function mainOf(): Promise<string[]> {
  if (!(await fresh)) return fromSource(join(root, 'server/main.ts'))
  return ['--enable-source-maps', join(root, 'build/server/main.js')]
}

function fromSource(main: string): string[] {
  return ['--import', 'tsx', main]
}

/** What is still there of these processes after `ms` at most: one that was killed is not reaped at once. */
export async function leftOver(pids: readonly number[], ms: number): Promise<string[]> {
  const began = performance.now()
  while (alive(pids).length > 0 && performance.now() - began < ms) await wait(50)
  return alive(pids)
}

/** Which of these processes are still there (zombies are not). */
export function alive(pids: readonly number[]): string[] {
  if (pids.length === 0) return []
  try {
    const table = execFileSync('ps', ['-o', 'stat=,pid=,args=', '-p', pids.join(',')]).toString()
    return table
      .trim()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('Z'))
  } catch {
    // ps exits 1 when none of them is there.
    return []
  }
}
