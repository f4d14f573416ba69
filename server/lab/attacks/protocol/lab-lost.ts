// Tries: has its lab taken away, by ending it from outside as a failure would.
// Layer: lab renewed
// How: its learner is told and has another
// Reads: ^lost|another lab
// Ends: any
import type { Ending } from '../tenant.ts'
import { done } from '../script.ts'
import type { Scene } from '../stage.ts'

export async function attack({ attacker }: Scene): Promise<Ending> {
  const run = await attacker.start('main', {
    'main.py': 'import time\nprint("here")\ntime.sleep(60)\n',
  })
  await attacker.says(run, 'here')
  await attacker.page.ask({ type: 'freshLab' })
  const { reason } = await attacker.ended(run)
  return done(reason.type === 'stopped' ? 'another lab' : `broke: ${reason.type}`)
}
