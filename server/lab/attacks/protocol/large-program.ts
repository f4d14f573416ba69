// Tries: runs a program of ten megabytes.
// Layer: message schema
// How: a frame above a megabyte ends its connection alone
// Reads: ^closed with 1009$
// Ends: exit 0
import type { Ending } from '../tenant.ts'
import { Raw } from '../raw.ts'
import { done } from '../script.ts'
import type { Scene } from '../stage.ts'

export async function attack({ attacker }: Scene): Promise<Ending> {
  const raw = await Raw.open(attacker.page.origin, attacker.page.cookie)
  raw.say({
    type: 'run',
    id: 1,
    lesson: 'x',
    step: 'y',
    files: { 'main.py': 'x'.repeat(10 << 20) },
  })
  return done(`closed with ${await raw.closed()}`)
}
