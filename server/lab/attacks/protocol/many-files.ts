// Tries: places ten thousand files.
// Layer: message schema
// How: a step has a hundred files
// Reads: ^1 refused$
// Ends: exit 0
import type { Ending } from '../tenant.ts'
import { done, refusals } from '../script.ts'
import type { Scene } from '../stage.ts'

export async function attack({ attacker }: Scene): Promise<Ending> {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`f${at}`, '']))
  return done(`${await refusals(attacker, [many])} refused`)
}
