// Tries: places ten thousand files, then a thousand.
// Layer: message schema
// How: a step has a hundred files
// Reads: ^2 refused$
// Ends: exit 0
import type { Ending } from '../tenant.ts'
import { done, refusals } from '../script.ts'
import type { Scene } from '../stage.ts'

export async function attack({ attacker }: Scene): Promise<Ending> {
  const many = [10_000, 1_000].map((length) =>
    Object.fromEntries(Array.from({ length }, (_, at) => [`f${at}`, ''])),
  )
  return done(`${await refusals(attacker, many)} refused`)
}
