/** The built server as a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface Served {
  readonly origin: string
  readonly process: ChildProcess
}

/** Starts it with the lessons at `lessons`; resolves when it serves. */
export async function serve(project: string, lessons: string, redisPort: number): Promise<Served> {
  const main = join(project, 'build/server/main.js')
  const child = spawn(process.execPath, [main, '--port', '0', '--lessons', lessons], {
    env: { ...process.env, REDIS_URL: `redis://127.0.0.1:${redisPort}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface(child.stdout)) {
    const origin = /at (http:\/\/\S+)/.exec(line)?.[1]
    if (origin !== undefined) {
      child.stdout.resume()
      return { origin, process: child }
    }
  }
  throw new Error('the server ended before it was ready')
}
