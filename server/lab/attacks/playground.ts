/** The real server with decoys around it, and what must hold of it whatever an attack did. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ServerProcess, leftOver } from '../../test/serverProcess.ts'
import { writeAttackCourse } from './course.ts'
import { project } from './mutant.ts'
import { canary, layOut, type Decoys } from './decoys.ts'
import { inTime } from './tenant.ts'

/** How long what was killed may take to be reaped by whoever is its parent now, ms. */
const GONE_MS = 2_000

export class Playground {
  readonly origin: string
  readonly decoys: Decoys
  /** What the neighbours keep in Redis and in a file. */
  readonly kept: string
  readonly #server: ServerProcess
  readonly #folders: readonly string[]
  #read = 0

  private constructor(
    server: ServerProcess,
    parts: { decoys: Decoys; kept: string; folders: readonly string[] },
  ) {
    this.origin = server.origin
    this.decoys = parts.decoys
    this.kept = parts.kept
    this.#server = server
    this.#folders = parts.folders
  }

  /** Starts a server; `main` is its first file when it is not this tree's. */
  static async open(main?: string): Promise<Playground> {
    const inServer = canary()
    const kept = canary()
    const decoys = await layOut(
      new Map([
        ['the server’s environment', inServer],
        ['a neighbour’s lab', kept],
      ]),
      main === undefined ? project : path.resolve(main, '../..'),
    )
    const lessons = await writeAttackCourse()
    const progress = await mkdtemp(path.join(tmpdir(), 'backchannel-attacked-'))
    await chmod(progress, 0o755)
    const args = ['--lessons', lessons, '--progress', path.join(progress, 'kept')]
    try {
      const server = await ServerProcess.start(args, { BACKCHANNEL_CANARY: inServer }, { main })
      return new Playground(server, { decoys, kept, folders: [lessons, progress] })
    } catch (error) {
      await decoys.dispose()
      throw error
    }
  }

  get pid(): number {
    return this.#server.child.pid ?? 0
  }

  /** What is wrong with the host or the server now, as sentences. */
  async wrong(): Promise<string[]> {
    const wrong = this.decoys.touched()
    const said = this.#server.said()
    const fresh = said.slice(this.#read)
    this.#read = said.length
    if (/defect|Unhandled|at .*\.ts:\d+/.test(fresh)) wrong.push(`the server said: ${fresh.trim()}`)
    const answer = await inTime(fetch(`${this.origin}/api/lessons`), 'an answer of the server')
    await answer.arrayBuffer()
    if (!answer.ok) wrong.push(`the server answers with ${answer.status}`)
    return wrong
  }

  /** Ends the server in order; what was left of it, as sentences. */
  async close(): Promise<string[]> {
    const family = this.#server.family()
    const status = await inTime(this.#server.end('SIGTERM'), 'the server’s end')
    await this.decoys.dispose()
    for (const folder of this.#folders) await rm(folder, { recursive: true, force: true })
    const left = status === 0 ? [] : [`the server ended with ${status}`]
    const still = await leftOver(family, GONE_MS)
    return [...left, ...still.map((line) => `left over: ${line}`)]
  }
}
