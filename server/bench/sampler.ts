/**
 * What being looked at costs a program that computes: the same loop in a lab that looks and in one that does not.
 *
 * In CPU time, of the loop and of all that looks: the wall's differs by more from run to run than the looks cost.
 */
import type { Lab, LabPaths } from '../lab/index.ts'
import { figure, withLabs } from './figure.ts'
import { cpuSince, ownProcesses } from './labs.ts'
import { interleave, type Spread } from './measure.ts'

/** Long enough for several looks. Prints its ms of CPU. */
const LOOP = `import time
began = time.process_time_ns()
total = 0
for number in range(8_000_000):
    total += number & 7
print((time.process_time_ns() - began) / 1e6)
`

/** Spreads of ms of CPU. */
export function samplerCost(
  paths: LabPaths,
  rounds: number,
): Promise<Record<'loop' | 'loop, no looks', Spread>> {
  return withLabs(paths, [{}, { looks: false }], async ([looked, bare]) => {
    if (looked === undefined || bare === undefined) throw new Error('a pool gave no lab')
    return interleave({ 'loop, no looks': () => loop(bare), loop: () => loop(looked) }, rounds)
  })
}

async function loop(lab: Lab): Promise<number> {
  const spent = await cpuSince(await ownProcesses())
  return (await figure(lab, 'loop.py', LOOP)) + (await spent())
}
