/** What a neighbour that computes on every core costs a lab: its first line beside a quiet and beside a busy one. */
import { availableParallelism } from 'node:os'
import { openPool, type Lab, type LabPaths } from '../lab/index.ts'
import { interleave, now, type Spread } from './measure.ts'

const SNIPPET = "import redis\n\nprint('ready', flush=True)\n"
const BUSY = `import os

for _ in range(${availableParallelism()} - 1):
    if os.fork() == 0:
        break
print('busy', flush=True)
while True:
    pass
`

/** Both in one round, in turn, so that what else the machine does meets both. */
export async function neighbourCost(
  paths: LabPaths,
  rounds: number,
): Promise<Record<'beside a quiet lab' | 'beside a busy lab', Spread>> {
  const pool = await openPool({ paths, log: () => undefined, warm: 2, capacity: 2 })
  try {
    const [lab, other] = await Promise.all([0, 1].map(() => pool.take(() => undefined).lab))
    if (lab === undefined || other === undefined) throw new Error('no two labs could be had')
    return await interleave(
      {
        'beside a quiet lab': () => firstLine(lab, SNIPPET).then(({ ms }) => ms),
        'beside a busy lab': async () => {
          const busy = await firstLine(other, BUSY)
          const { ms } = await firstLine(lab, SNIPPET)
          busy.kill()
          await busy.ended
          return ms
        },
      },
      rounds,
    )
  } finally {
    await pool.dispose()
  }
}

interface Begun {
  /** From the order to the first output. */
  readonly ms: number
  readonly kill: () => void
  readonly ended: Promise<void>
}

function firstLine(lab: Lab, code: string): Promise<Begun> {
  const began = now()
  return new Promise((resolve) => {
    let over: () => void = () => undefined
    const ended = new Promise<void>((end) => (over = end))
    const run = lab.run(
      {
        dir: 'bench',
        files: { 'main.py': code },
        argv: ['python', 'main.py'],
        input: false,
        wallMs: 60_000,
      },
      {
        started: () => undefined,
        activity: () => undefined,
        output: () => resolve({ ms: now() - began, kill: () => run.kill(), ended }),
        beat: () => undefined,
        ended: () => over(),
      },
    )
  })
}
