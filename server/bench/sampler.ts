/** What being looked at costs a program that computes: the same loop in a lab that looks and in one that does not. */
import type { LabPaths } from '../lab/index.ts'
import { figure, withLabs } from './figure.ts'
import { interleave, type Spread } from './measure.ts'

/** Long enough for several looks. Prints its ms. */
const LOOP = `import time
began = time.perf_counter_ns()
total = 0
for number in range(8_000_000):
    total += number & 7
print((time.perf_counter_ns() - began) / 1e6)
`

/** Spreads of the loop's ms. */
export function samplerCost(
  paths: LabPaths,
  rounds: number,
): Promise<Record<'loop' | 'loop, no looks', Spread>> {
  return withLabs(paths, [{}, { looks: false }], async ([looked, bare]) => {
    if (looked === undefined || bare === undefined) throw new Error('a pool gave no lab')
    return interleave(
      {
        'loop, no looks': () => figure(bare, 'loop.py', LOOP),
        loop: () => figure(looked, 'loop.py', LOOP),
      },
      rounds,
    )
  })
}
