/** The Redis that keeps the learners' progress in a story: it can go away and come back with what it kept. */
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { resolve } from 'node:path'
import { freePort } from '../../server/test/freePort.ts'
import { ended, printed } from './process.ts'

const UNPACKED = resolve(import.meta.dirname, '../../var/system/usr/bin/redis-server')

export class Store {
  readonly url: string
  readonly #options: readonly string[]
  #process: ChildProcess | undefined

  private constructor(folder: string, port: number) {
    this.url = `redis://127.0.0.1:${port}`
    this.#options = [
      ...['--port', `${port}`, '--bind', '127.0.0.1', '--save', ''],
      ...['--appendonly', 'yes', '--dir', folder],
    ]
  }

  /** `folder` must exist; what is kept lies there. */
  static async open(folder: string): Promise<Store> {
    const store = new Store(folder, await freePort())
    await store.start()
    return store
  }

  /** On the same port, with what it had kept. Resolves when it answers. */
  async start(): Promise<void> {
    const command = existsSync(UNPACKED) ? UNPACKED : 'redis-server'
    this.#process = spawn(command, this.#options, { stdio: ['ignore', 'pipe', 'inherit'] })
    await printed(this.#process, /(ready to accept connections)/i)
  }

  async stop(): Promise<void> {
    if (this.#process !== undefined) await ended(this.#process)
  }

  async keys(pattern: string): Promise<string[]> {
    return (await this.#ask(`KEYS ${pattern}`)).filter((line) => !/^[*$]/.test(line))
  }

  /** Until the key expires. */
  async secondsOf(key: string): Promise<number> {
    const [said = ''] = await this.#ask(`TTL ${key}`)
    return Number(said.slice(1))
  }

  async drop(key: string): Promise<void> {
    await this.#ask(`DEL ${key}`)
  }

  /** The lines of the answer to an inline command. */
  async #ask(command: string): Promise<string[]> {
    const socket = connect(Number(new URL(this.url).port), '127.0.0.1')
    socket.end(`${command}\r\nQUIT\r\n`)
    let said = ''
    for await (const part of socket) said += String(part)
    return said.split('\r\n').slice(0, -2)
  }
}
