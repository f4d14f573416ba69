// Tries: types more than a program reads.
// Layer: message schema
// How: what is typed and not read is refused beyond a megabyte
// Reads: ^1\d were taken, [12]\d refused$
// Ends: exit 0
import type { Ending } from '../tenant.ts'
import { done } from '../script.ts'
import type { Scene } from '../stage.ts'

const SLEEPER = 'import time\nprint("here", flush=True)\ntime.sleep(60)\n'

export async function attack({ attacker }: Scene): Promise<Ending> {
  const run = await attacker.start('main', { 'main.py': SLEEPER })
  await attacker.says(run, 'here')
  const text = 'x'.repeat(99_999)
  const answers = []
  for (let at = 0; at < 30; at += 1)
    answers.push(await attacker.page.ask({ type: 'input', run, text, end: false }))
  const refused = answers.filter(({ type }) => type === 'refused').length
  await attacker.stop(run)
  await attacker.ended(run)
  return done(`${30 - refused} were taken, ${refused} refused`)
}
