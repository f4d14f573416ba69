/** Busy loops beside the labs: what holds with them holds on a machine that has other things to do. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** Begins the loops, two for each core; the function given back ends them. */
export function loadMachine(): () => Promise<void> {
  const loops = Array.from(
    { length: 2 * availableParallelism() },
    () => new Worker('for (;;);', { eval: true }),
  )
  return async () => {
    await Promise.all(loops.map((loop) => loop.terminate()))
  }
}
