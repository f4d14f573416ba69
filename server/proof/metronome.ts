/** A program that does the same small work again and again where labs' programs run, and tells how long it took. */
import { spawn } from 'node:child_process'
import type { Lab, Pool } from '../lab/index.ts'

/** 20 to 25 ms of work on an idle machine, twice a second. */
const COUNT = `import time

def count():
    for _ in range(2_000_000):
        pass

while True:
    began = time.monotonic()
    count()
    print(1000 * (time.monotonic() - began), flush=True)
    time.sleep(0.5)
`
/** From the end of one work to the beginning of the next. */
export const REST_MS = 500
const WALL_MS = 24 * 3_600_000

export interface Hearer {
  /** The work begins anew, as it does when its lab was lost. */
  begun(): void
  counted(ms: number): void
  /** It is not heard any more. */
  ended(): void
}

function read(bytes: Buffer, hearer: Hearer): void {
  for (const line of bytes.toString().split('\n'))
    if (/^\d+\.\d+$/.test(line)) hearer.counted(Number(line))
}

const nothing = (): void => undefined

/** Resolves when it has ended, which it does not by itself. */
function runIn(lab: Lab, hearer: Hearer): Promise<void> {
  const files = { 'count.py': COUNT }
  const spec = { dir: '', files, argv: ['python', 'count.py'], input: false, wallMs: WALL_MS }
  hearer.begun()
  return new Promise((ended) => {
    lab.run(spec, {
      ...{ started: nothing, activity: nothing, beat: nothing, ended: () => ended() },
      output: (_at, _stream, bytes) => read(bytes, hearer),
    })
  })
}

/** In a lab of its own; one that is lost is followed by another. */
async function inLabs(pool: Pool, hearer: Hearer, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const ticket = pool.take(nothing)
    over.addEventListener('abort', () => ticket.leave())
    const lab = await ticket.lab
    if (lab === undefined) break
    over.addEventListener('abort', () => lab.dispose())
    if (!over.aborted) await runIn(lab, hearer)
    lab.dispose()
  }
  hearer.ended()
}

/** Where there is but one lab, which programs share with all else on the machine: beside it. */
function beside(hearer: Hearer, over: AbortSignal): void {
  const child = spawn('/usr/bin/python3', ['-I', '-c', COUNT], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  child.on('error', () => hearer.ended())
  child.on('exit', () => hearer.ended())
  child.stdout.on('data', (bytes: Buffer) => read(bytes, hearer))
  over.addEventListener('abort', () => child.kill('SIGKILL'))
  hearer.begun()
}

/** Begins; the function given back ends it. */
export function startMetronome(pool: Pool, hearer: Hearer): () => void {
  const over = new AbortController()
  if (pool.status().capacity < 2) beside(hearer, over.signal)
  else void inLabs(pool, hearer, over.signal)
  return () => over.abort()
}
