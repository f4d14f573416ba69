/**
 * The real thing for browser stories: a private Redis for progress, the built server, a wire that can be cut,
 * and Chromium.
 *
 *   Chromium -> Wire (TCP) -> server -> labs
 *                              `-> Store (Redis)
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { ended, printed } from './process.ts'
import { Store } from './store.ts'
import { Wire } from './wire.ts'

const ROOT = resolve(import.meta.dirname, '../..')

export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

interface Parts {
  readonly folder: string
  /** Of the course; without it, the server's own. */
  readonly lessons: string | undefined
  readonly store: Store
  readonly wire: Wire
  readonly server: ChildProcess
  readonly browser: Browser
}

/** Everything a story needs; `dispose` ends all of it. */
export class Playground {
  readonly wire: Wire
  readonly store: Store
  readonly browser: Browser
  readonly #folder: string
  readonly #lessons: string | undefined
  #server: ChildProcess

  private constructor({ folder, lessons, store, wire, server, browser }: Parts) {
    this.#folder = folder
    this.#lessons = lessons
    this.store = store
    this.wire = wire
    this.#server = server
    this.browser = browser
  }

  /** With the course in `lessons`, if it is given. Rejects when the page is not built, or a part does not start. */
  static async open(lessons?: string): Promise<Playground> {
    const folder = await mkdtemp(join(tmpdir(), 'backchannel-e2e-'))
    const [store, wire] = await Promise.all([Store.open(folder), Wire.open()])
    const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
    const [server, browser] = await Promise.all([
      startServer({ store, wire, lessons }),
      chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] }),
    ])
    return new Playground({ folder, lessons, store, wire, server, browser })
  }

  get origin(): string {
    return this.wire.origin
  }

  /** Ends the server and starts it anew, on the same progress: its sessions and labs are gone. */
  async restartServer(): Promise<void> {
    await ended(this.#server)
    this.#server = await startServer({ store: this.store, wire: this.wire, lessons: this.#lessons })
  }

  async dispose(): Promise<void> {
    await this.browser.close()
    this.wire.close()
    await ended(this.#server)
    await this.store.stop()
    for (const folder of [this.#folder, this.#lessons])
      if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  }
}

/** The server keeps progress in the story's own Redis, so that nothing of `var` is touched. */
async function startServer({
  store,
  wire,
  lessons,
}: Pick<Parts, 'store' | 'wire' | 'lessons'>): Promise<ChildProcess> {
  const course = lessons === undefined ? [] : ['--lessons', lessons]
  const command = [join(ROOT, 'build/server/main.js'), '--port', '0', ...course]
  const server = spawn(process.execPath, command, {
    cwd: ROOT,
    env: { ...process.env, HOST: '', PORT: '', EMBED_IN: '*', REDIS_URL: store.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await printed(server, /at http:\/\/\S+:(\d+)/)
  wire.leadTo(Number(port))
  return server
}
