/** Labs of two makes side by side, and programs in them that print one figure. */
import { openPool, type Lab, type LabPaths, type PoolOptions } from '../lab/index.ts'

/** Opens one lab with each of the `makes`, and gives them back when `measure` has ended. */
export async function withLabs<T>(
  paths: LabPaths,
  makes: readonly Partial<PoolOptions>[],
  measure: (labs: readonly Lab[]) => Promise<T>,
): Promise<T> {
  const pools = await Promise.all(
    makes.map((make) => openPool({ paths, log: () => undefined, warm: 1, capacity: 1, ...make })),
  )
  try {
    const labs = await Promise.all(pools.map((pool) => pool.take(() => undefined).lab))
    return await measure(labs.filter((lab) => lab !== undefined))
  } finally {
    await Promise.all(pools.map((pool) => pool.dispose()))
  }
}

/** The number that a run of the file `name` prints. Rejects when it prints none. */
export function figure(lab: Lab, name: string, code: string): Promise<number> {
  let text = ''
  return new Promise((resolve, reject) => {
    lab.run(
      {
        dir: 'bench',
        files: { [name]: code },
        argv: [name.endsWith('.py') ? 'python' : 'sh', name],
        input: false,
        wallMs: 60_000,
      },
      {
        started: () => undefined,
        activity: () => undefined,
        output: (_, _stream, bytes) => (text += bytes.toString()),
        beat: () => undefined,
        ended: (_, reason) => {
          const value = Number(text)
          if (reason.type === 'exit' && value > 0) resolve(value)
          else reject(new Error(`${name} ended (${reason.type}): ${text}`))
        },
      },
    )
  })
}
