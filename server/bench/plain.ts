/** What one would use instead: the same programs by plain python3, outside of any lab. */
import { spawn } from 'node:child_process'
import { now } from './measure.ts'

export interface Plain {
  /** Where the programs lie. */
  readonly cwd: string
  /** The folder of redis-py and Django. */
  readonly packages: string
  readonly port?: number
}

function python(args: readonly string[], at: Plain): ReturnType<typeof spawn> {
  return spawn('/usr/bin/python3', [...args], {
    cwd: at.cwd,
    env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', PYTHONPATH: at.packages, PYTHONUNBUFFERED: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** Milliseconds from before the spawn to the first bytes of stdout; waits for the end. */
export function timePlain(args: readonly string[], at: Plain): Promise<number> {
  return new Promise((resolve, reject) => {
    const from = now()
    const child = python(args, at)
    let first: number | undefined
    child.stdout?.once('data', () => (first = now() - from))
    child.stdout?.resume()
    child.once('error', reject)
    child.once('close', (code) =>
      first === undefined || code !== 0
        ? reject(new Error(`python3 ${args.join(' ')} ended ${code} without output`))
        : resolve(first),
    )
  })
}

/** Lines of the raw pair: a plain subscriber and publisher talking through the Redis on `port`. */
export async function rawPair(
  at: Plain,
  programs: { subscriber: string; publisher: string },
): Promise<string[]> {
  const on = (code: string): string =>
    code.replace('redis.Redis()', `redis.Redis(port=${at.port ?? 6379})`)
  const subscriber = python(['-c', on(programs.subscriber)], at)
  let text = ''
  await new Promise<void>((resolve) => {
    subscriber.stdout?.on('data', (data: Buffer) => {
      text += data.toString('utf8')
      if (text.startsWith('ready\n')) resolve()
    })
  })
  const publisher = python(['-c', on(programs.publisher)], at)
  publisher.stdout?.resume()
  await new Promise((resolve) => publisher.once('close', resolve))
  subscriber.kill('SIGKILL')
  await new Promise((resolve) => subscriber.once('close', resolve))
  return text.split('\n')
}
