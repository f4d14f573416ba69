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
import type { Browser } from 'playwright-core'
import { launchChromium } from './chromium.ts'
import { ended, printed } from './process.ts'
import { Store } from './store.ts'
import { Wire } from './wire.ts'

const ROOT = resolve(import.meta.dirname, '../..')

export interface Served {
  /** Folder of the course; without it, the server's own. Removed with the playground. */
  readonly lessons?: string | undefined
  /** Folder of the project, with its build; without it, this one. */
  readonly root?: string
  /** More arguments of the server. */
  readonly args?: readonly string[]
}

interface Parts {
  readonly folder: string
  readonly served: Served
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
  readonly #served: Served
  #server: ChildProcess

  private constructor({ folder, served, store, wire, server, browser }: Parts) {
    this.#folder = folder
    this.#served = served
    this.store = store
    this.wire = wire
    this.#server = server
    this.browser = browser
  }

  /** Rejects when the page is not built, or a part does not start. */
  static async open(served: Served = {}): Promise<Playground> {
    const folder = await mkdtemp(join(tmpdir(), 'backchannel-e2e-'))
    const [store, wire] = await Promise.all([Store.open(folder), Wire.open()])
    const [server, browser] = await Promise.all([
      startServer({ store, wire, served }),
      launchChromium(),
    ])
    return new Playground({ folder, served, store, wire, server, browser })
  }

  get origin(): string {
    return this.wire.origin
  }

  /** Ends the server and starts it anew, on the same progress: its sessions and labs are gone. */
  async restartServer(): Promise<void> {
    await ended(this.#server)
    this.#server = await startServer({ store: this.store, wire: this.wire, served: this.#served })
  }

  async dispose(): Promise<void> {
    await this.browser.close()
    this.wire.close()
    await ended(this.#server)
    await this.store.stop()
    for (const folder of [this.#folder, this.#served.lessons])
      if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  }
}

/** The server keeps progress in the story's own Redis, so that nothing of `var` is touched. */
async function startServer({
  store,
  wire,
  served: { lessons, root = ROOT, args = [] },
}: Pick<Parts, 'store' | 'wire' | 'served'>): Promise<ChildProcess> {
  const course = lessons === undefined ? [] : ['--lessons', lessons]
  const command = [join(root, 'build/server/main.js'), '--port', '0', ...course, ...args]
  const server = spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, HOST: '', PORT: '', EMBED_IN: '*', REDIS_URL: store.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await printed(server, /at http:\/\/\S+:(\d+)/)
  wire.leadTo(Number(port))
  return server
}
