// Tries: goes on in another learner's session, whose name it has learned.
// Layer: message schema
// How: a session is its learner's, whoever knows its name
// Reads: ^not resumed, nothing of the other$
// Ends: exit 0
import type { Ending } from '../tenant.ts'
import { Raw } from '../raw.ts'
import { done } from '../script.ts'
import type { Scene } from '../stage.ts'

export async function attack({ attacker, playground }: Scene): Promise<Ending> {
  const welcome = attacker.page.answers.findLast(({ type }) => type === 'welcome')
  const run = await attacker.start('main', { 'main.py': 'print("mine alone")\n' })
  await attacker.ended(run)
  const session = attacker.session ?? (welcome?.type === 'welcome' ? welcome.session : '')
  const raw = await Raw.open(playground.origin, undefined, { session, seq: 1 })
  const resumed = raw.heard.some((message) => message.type === 'welcome' && message.resumed)
  const told = JSON.stringify(raw.heard).includes('mine alone')
  raw.close()
  return done(
    resumed || told || session === '' ? 'broke: resumed' : 'not resumed, nothing of the other',
  )
}
