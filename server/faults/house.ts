/** A real server with a full class in it, which can be killed and started again at its address. */
import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../test/freePort.ts'
import { ServerProcess } from '../test/serverProcess.ts'
import { writeFaultCourse } from './course.ts'
import { Learner } from './learner.ts'

/** Room for the progress of the class, and soon full. */
const DISK = '12m'
const BALLAST = 'ballast'

/** A day forward, a day back behind the true time, and the true time: by one signal after the other. */
const TURNS = [86_400_000, -86_400_000, 0]
const CLOCK = `const now = Date.now, by = ${JSON.stringify(TURNS)}; let turned = 0
Date.now = () => now() + turned
process.on('SIGUSR2', () => { turned = by.shift() ?? 0 })`

export class House {
  readonly learners: Learner[] = []
  readonly #folders: { readonly lessons: string; readonly kept: string }
  readonly #mounted: boolean
  #server: ServerProcess

  private constructor(
    server: ServerProcess,
    folders: { lessons: string; kept: string },
    mounted: boolean,
  ) {
    this.#server = server
    this.#folders = folders
    this.#mounted = mounted
  }

  /** Starts it, with nobody in it yet. */
  static async open(): Promise<House> {
    const lessons = await writeFaultCourse()
    const kept = await mkdtemp(join(tmpdir(), 'backchannel-kept-'))
    // The server gives up root and must still get in.
    await chmod(kept, 0o755)
    const mounted = mountSmall(kept)
    // It comes back there after it was killed.
    const port = await freePort()
    return new House(await startIn({ lessons, kept }, port), { lessons, kept }, mounted)
  }

  get server(): ServerProcess {
    return this.#server
  }

  get pid(): number {
    return this.#server.child.pid ?? 0
  }

  /** False where this machine does not let us mount a small disk. */
  get hasSmallDisk(): boolean {
    return this.#mounted
  }

  /** Lets `count` learners in, and resolves when all of them work. */
  async fill(count: number): Promise<void> {
    const { origin } = this.#server
    const arrivals = Array.from({ length: count }, (_, number) => Learner.arrive(origin, number))
    this.learners.push(...(await Promise.all(arrivals)))
  }

  /** Fills the disk that holds progress; resolves when not a byte more can be written. */
  async fillDisk(): Promise<void> {
    const ballast = join(this.#folders.kept, BALLAST)
    for (let size = 1 << 20; size > 0; size >>= 1) {
      for (;;) {
        try {
          await writeFile(ballast, Buffer.alloc(size), { flag: 'a' })
        } catch {
          // ENOSPC, which is what was wanted.
          break
        }
      }
    }
  }

  async emptyDisk(): Promise<void> {
    await rm(join(this.#folders.kept, BALLAST))
  }

  /** Starts another server on the same folders and the same port, after the first is gone. */
  async restart(): Promise<void> {
    this.#server = await startIn(this.#folders, Number(new URL(this.#server.origin).port))
  }

  /** Starts another server on the same folders, while the first one runs. */
  second(): Promise<ServerProcess> {
    return startIn(this.#folders)
  }

  async close(): Promise<void> {
    for (const learner of this.learners) learner.leave()
    this.#server.child.kill('SIGKILL')
    if (this.#mounted) execFileSync('umount', ['--lazy', this.#folders.kept])
    for (const folder of Object.values(this.#folders))
      await rm(folder, { recursive: true, force: true })
  }
}

function startIn(
  { lessons, kept }: { lessons: string; kept: string },
  port = 0,
): Promise<ServerProcess> {
  // Each learner comes by an address of its own, as from a proxy: reconnecting is counted by address.
  const args = ['--trust-proxy', 'loopback', '--port', `${port}`]
  const clock = `--import=data:text/javascript,${encodeURIComponent(CLOCK)}`
  return ServerProcess.start(
    ['--lessons', lessons, '--progress', join(kept, 'progress'), ...args],
    { NODE_OPTIONS: clock },
  )
}

/** A disk of its own for progress; only root may have one. */
function mountSmall(folder: string): boolean {
  try {
    const how = ['-t', 'tmpfs', '-o', `size=${DISK},mode=755`, 'tmpfs', folder]
    execFileSync('mount', how, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
