// Tries: places files outside of its folder by their names.
// Layer: message schema
// How: names that lead out, or print as something else, are refused
// Reads: ^11 refused$
// Ends: exit 0
import type { Ending } from '../tenant.ts'
import { done, refusals } from '../script.ts'
import type { Scene } from '../stage.ts'

const NAMES = [
  '../x',
  '/etc/passwd',
  'a/../../x',
  'a//b',
  './x',
  'a\\..\\x',
  'a\0b',
  'a\u0007',
  '..',
  `${'a/'.repeat(150)}x`,
  '',
]

export async function attack({ attacker }: Scene): Promise<Ending> {
  const files = NAMES.map((name) => ({ [name]: 'x' }))
  return done(`${await refusals(attacker, files)} refused`)
}
