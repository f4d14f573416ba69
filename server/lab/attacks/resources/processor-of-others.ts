// Tries: leaves a neighbour nothing of the processor, by being many: each process in a session of its own.
// Layer: processor shares
// How: a lab of 40 processes has no more than a lab of one
// Reads: ^each has its share$
// Ends: any
// Needs: cpu
import type { Ending } from '../tenant.ts'
import { Tenant } from '../tenant.ts'
import { done } from '../script.ts'
import type { Scene } from '../stage.ts'

/** Seconds of the processor for each second, of all its processes. */
const MANY = `import os, time

until = time.monotonic() + 6
for _ in range(40):
    if os.fork() == 0:
        os.setsid()
        while time.monotonic() < until:
            pass
        os._exit(0)
print('busy', flush=True)
for _ in range(40):
    os.wait()
print('had', os.times().children_user / 6)
`
const ONE = `import time

began = time.monotonic()
while time.monotonic() < began + 3:
    pass
print('had', time.process_time() / 3)
`

export async function attack({ attacker, playground }: Scene): Promise<Ending> {
  const neighbour = await Tenant.arrive(playground.origin)
  try {
    const many = await attacker.start('main', { 'main.py': MANY })
    await attacker.says(many, 'busy')
    const one = await neighbour.start('main', { 'main.py': ONE })
    const [mine, theirs] = [had(await attacker.ended(many)), had(await neighbour.ended(one))]
    // On a machine with a core for each of them nobody lacks anything.
    const fair = theirs > mine / 4 || theirs > 0.5
    return done(fair ? 'each has its share' : `broke: a neighbour had ${theirs}, it ${mine}`)
  } finally {
    neighbour.close()
  }
}

function had({ text }: Ending): number {
  return Number(/^had (\S+)$/m.exec(text)?.[1])
}
