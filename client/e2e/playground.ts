/**
 * The real thing for browser stories: a private Redis for progress, the built server, a wire that can be cut,
 * and Chromium.
 *
 *   Chromium -> Wire (TCP) -> server -> labs
 *                              `-> progress Redis
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Browser } from 'playwright-core'

const ROOT = resolve(import.meta.dirname, '../..')

const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Resolves with the first group of `pattern` in a line that the process prints; rejects when it ends before. */
async function printed(child: ChildProcess, pattern: RegExp): Promise<string> {
  if (child.stdout === null) throw new Error('the process has no stdout to read')
  const lines = createInterface(child.stdout)
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const found = pattern.exec(line)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready`)))
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}

/** A TCP relay between browser and server: a network that can be lost and come back. */
export class Wire {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #target = 0
  #down = false

  private constructor(server: Server) {
    this.#server = server
    server.on('connection', (near: Socket) => this.#relay(near))
  }

  static async open(): Promise<Wire> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new Wire(server)
  }

  get origin(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  /** The server may come back on another port. */
  leadTo(port: number): void {
    this.#target = port
  }

  /** Cuts every connection; new ones are refused until `mend`. */
  cut(): void {
    this.#down = true
    for (const socket of this.#sockets) socket.destroy()
  }

  mend(): void {
    this.#down = false
  }

  close(): void {
    this.cut()
    this.#server.close()
  }

  #relay(near: Socket): void {
    if (this.#down) {
      near.destroy()
      return
    }
    const far = connect(this.#target, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(one)
      one.pipe(other)
      // A cut is what this is for: the other half goes too.
      one.on('error', () => other.destroy())
      one.on('close', () => {
        this.#sockets.delete(one)
        other.destroy()
      })
    }
  }
}

/** Everything a story needs; `dispose` ends all of it. */
export class Playground {
  readonly wire: Wire
  readonly browser: Browser
  readonly #folder: string
  readonly #redis: Progress
  #server: ChildProcess

  private constructor(parts: {
    wire: Wire
    browser: Browser
    folder: string
    redis: Progress
    server: ChildProcess
  }) {
    this.wire = parts.wire
    this.browser = parts.browser
    this.#folder = parts.folder
    this.#redis = parts.redis
    this.#server = parts.server
  }

  static async open(): Promise<Playground> {
    const folder = await mkdtemp(join(tmpdir(), 'backchannel-e2e-'))
    const redis = await startRedis(folder)
    const wire = await Wire.open()
    const server = await startServer(redis.url, wire)
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: CHROMIUM_FLAGS,
    })
    return new Playground({ wire, browser, folder, redis, server })
  }

  get origin(): string {
    return this.wire.origin
  }

  /** Ends the server and starts it anew, on the same progress: its sessions and labs are gone. */
  async restartServer(): Promise<void> {
    await ended(this.#server)
    this.#server = await startServer(this.#redis.url, this.wire)
  }

  async dispose(): Promise<void> {
    await this.browser.close()
    this.wire.close()
    await ended(this.#server)
    await ended(this.#redis.process)
    await rm(this.#folder, { recursive: true, force: true })
  }
}

interface Progress {
  readonly process: ChildProcess
  readonly url: string
}

async function startRedis(folder: string): Promise<Progress> {
  const port = await freePort()
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder]
  const redis = spawn(redisServer(), options, { stdio: ['ignore', 'pipe', 'inherit'] })
  await printed(redis, /(ready to accept connections)/i)
  return { process: redis, url: `redis://127.0.0.1:${port}` }
}

function redisServer(): string {
  const unpacked = join(ROOT, 'var/system/usr/bin/redis-server')
  return existsSync(unpacked) ? unpacked : 'redis-server'
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The server keeps progress in the story's own Redis, so that nothing of `var` is touched. */
async function startServer(redisUrl: string, wire: Wire): Promise<ChildProcess> {
  const server = spawn(process.execPath, [join(ROOT, 'build/server/main.js'), '--port', '0'], {
    cwd: ROOT,
    env: { ...process.env, REDIS_URL: redisUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await printed(server, /at http:\/\/\S+:(\d+)/)
  wire.leadTo(Number(port))
  return server
}
