/** Busy loops beside the labs: what holds with them holds on a machine that has other things to do. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'

/** Ends with this process, however that ends. */
const LOOP = `for (let n = 0; n % 1e7 > 0 || process.ppid === ${process.pid}; n += 1);`

/**
 * Begins the loops, two for each core; the function given back ends them. They are processes of their own, begun before
 * there are labs: in this one they would be weighed as its server is, ten times all labs together.
 */
export function loadMachine(): () => Promise<void> {
  const loops = Array.from({ length: 2 * availableParallelism() }, () =>
    spawn(process.execPath, ['-e', LOOP], { stdio: 'ignore', detached: true }),
  )
  return async () => {
    const ends = loops.map((loop) => once(loop, 'exit'))
    for (const loop of loops) loop.kill('SIGKILL')
    await Promise.all(ends)
  }
}
