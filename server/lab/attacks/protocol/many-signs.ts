// Tries: keeps the server busy with messages of a megabyte that are nothing but commas, braces and names.
// Layer: message schema
// How: what is many signs is refused unread
// Reads: ^40 refused at little cost$
// Ends: exit 0
import { cpuMs, done } from '../script.ts'
import { Raw } from '../raw.ts'
import type { Scene } from '../stage.ts'
import type { Ending } from '../tenant.ts'

const NAMES = Array.from({ length: 70_000 }, (_, at) => `"${at.toString(36)}":0`).join(',')
const HEAVY = [
  `{"type":"run","id":1,"lesson":"a","step":"b","files":{${NAMES}}}`,
  `{"type":"answer","id":1,"lesson":"a","question":"b","parts":[${'0,'.repeat(490_000)}0]}`,
]

export async function attack({ playground, attacker }: Scene): Promise<Ending> {
  const { origin, cookie } = attacker.page
  const raw = await Raw.open(origin, cookie)
  const before = cpuMs(playground.pid)
  for (let at = 0; at < 20; at += 1) for (const text of HEAVY) raw.text(text)
  await raw.answers(40)
  const each = (cpuMs(playground.pid) - before) / 40
  raw.close()
  const refused = raw.heard.filter(({ type }) => type === 'refused').length
  return done(`${refused} refused at ${each < 50 ? 'little cost' : `${Math.round(each)} ms each`}`)
}
