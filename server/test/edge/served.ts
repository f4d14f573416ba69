/** A real server with the stories' course, for all tests of a file. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { ServerProcess } from '../serverProcess.ts'
import { writeCourse } from '../storyCourse.ts'

export interface Served {
  readonly server: ServerProcess
  readonly port: number
  readonly origin: string
  /** All that it wrote so far. */
  readonly said: string
}

/** Starts it before the file's first test, with these variables in its environment and its log as JSON. */
export function servedAs(env: Record<string, string>): Served {
  let server: ServerProcess | undefined
  const folders: string[] = []
  const given = (): ServerProcess => {
    if (server === undefined) throw new Error('the server starts before the first test')
    return server
  }
  beforeAll(async () => {
    const lessons = await writeCourse()
    const progress = await mkdtemp(join(tmpdir(), 'backchannel-edge-'))
    // The server gives up root and must still get in.
    await chmod(progress, 0o755)
    folders.push(lessons, progress)
    const args = ['--lessons', lessons, '--progress', join(progress, 'kept')]
    server = await ServerProcess.start(args, { LOG_FORMAT: 'json', ...env })
  })
  afterAll(async () => {
    await server?.end('SIGTERM')
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  })
  return {
    get server() {
      return given()
    },
    get port() {
      return Number(new URL(given().origin).port)
    },
    get origin() {
      return given().origin
    },
    get said() {
      return given().said()
    },
  }
}
