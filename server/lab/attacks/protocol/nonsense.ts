// Tries: says what no page says: no JSON, JSON of a thousand levels, numbers that are none, answers as questions.
// Layer: message schema
// How: what is no message is refused and the connection goes on
// Reads: ^refused \d+, a lab works$
// Ends: exit 0
import type { Ending } from '../tenant.ts'
import { Raw } from '../raw.ts'
import { done } from '../script.ts'
import type { Scene } from '../stage.ts'

const WORDS = [
  'x',
  '',
  'null',
  '[]',
  '1e999',
  '"run"',
  '['.repeat(5_000) + ']'.repeat(5_000),
  '{"type":"run"}',
  '{"type":"stop","id":1e308,"run":-1}',
  '{"type":"stop","id":1,"run":0.5}',
  '{"type":"input","id":1,"run":99999999,"text":"x","end":true}',
  '{"type":"visit","id":1,"of":{"lesson":"01-attacks","step":"01-stage","program":"main"},"path":"http://x/"}',
  '{"type":"visit","id":1,"of":{"lesson":"01-attacks","step":"01-stage","program":"main"},"path":"/ HTTP/1.1\\r\\nX: y"}',
  '{"type":"events","events":[]}',
  '{"type":"hello","version":2}',
  '{"type":"cut","id":1,"connection":4294967296}',
  '{"type":"broker","id":1,"action":"destroy"}',
  '{"type":"predict","id":1,"lesson":"../..","step":"/","choice":"x"}',
]

export async function attack({ attacker }: Scene): Promise<Ending> {
  const raw = await Raw.open(attacker.page.origin, attacker.page.cookie)
  for (const word of WORDS) raw.text(word)
  const refused = await raw.answers(WORDS.length)
  raw.close()
  return done(`refused ${refused}, a lab works`)
}
