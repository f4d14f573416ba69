/** A private redis-server on a port of its own, for tests that talk to it raw. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readConfig } from '../config.ts'
import { freePort } from './freePort.ts'

export class RealRedis {
  readonly port: number
  readonly #folder: string
  readonly #arguments: readonly string[]
  #process: ChildProcess | undefined

  private constructor(port: number, folder: string, more: readonly string[]) {
    this.port = port
    this.#folder = folder
    this.#arguments = more
  }

  /** Resolves when it answers; `more` are arguments of redis-server. */
  static async start(...more: string[]): Promise<RealRedis> {
    const folder = await mkdtemp(path.join(tmpdir(), 'backchannel-redis-'))
    const redis = new RealRedis(await freePort(), folder, more)
    await redis.up()
    return redis
  }

  /** Opens a connection, as a lab's `connect` does. */
  readonly open = (): Socket => connect(this.port, '127.0.0.1')

  /** Starts it unless it runs. */
  async up(): Promise<void> {
    if (this.#process !== undefined) return
    const { redisServer, libraries } = readConfig([], {}).paths
    const settings = ['--port', `${this.port}`, '--save', '', '--dir', this.#folder]
    const child = spawn(redisServer, [...settings, '--bind', '127.0.0.1', ...this.#arguments], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: libraries === undefined ? process.env : { ...process.env, LD_LIBRARY_PATH: libraries },
    })
    this.#process = child
    let said = ''
    for await (const piece of child.stdout) {
      said += String(piece)
      if (said.includes('Ready to accept connections')) break
    }
  }

  /** Kills it with all that is in it. */
  async down(): Promise<void> {
    const child = this.#process
    if (child === undefined) return
    this.#process = undefined
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  async stop(): Promise<void> {
    await this.down()
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** Sends one command on a connection of its own, which stays open until the other side ends it. */
  async send(...words: string[]): Promise<Talk> {
    const socket = this.open()
    await once(socket, 'connect')
    socket.write(
      `*${words.length}\r\n${words.map((w) => `$${Buffer.byteLength(w)}\r\n${w}\r\n`).join('')}`,
    )
    return new Talk(socket)
  }

  /** The raw answer to one command. */
  async ask(...words: string[]): Promise<string> {
    const talk = await this.send(...words)
    const answer = await talk.says('\r\n')
    talk.end()
    return answer
  }
}

/** What came back on a connection. */
export class Talk {
  readonly #socket: Socket
  #heard = ''

  constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (bytes) => (this.#heard += bytes.toString()))
    socket.on('error', () => {
      // Redis was killed: the test knows.
    })
  }

  /** Resolves with all that came so far, when `text` is in it. */
  async says(text: string): Promise<string> {
    while (!this.#heard.includes(text)) await once(this.#socket, 'data')
    return this.#heard
  }

  lines(): string[] {
    return this.#heard.split('\r\n').filter((line) => line !== '')
  }

  end(): void {
    this.#socket.destroy()
  }
}
