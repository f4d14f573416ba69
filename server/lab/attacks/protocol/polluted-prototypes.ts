// Tries: changes what every object of the server is made from.
// Layer: message schema
// How: names of prototypes are names like others
// Reads: ^prototypes are clean, answered \d+$
// Ends: exit 0
import type { Ending } from '../tenant.ts'
import { Raw } from '../raw.ts'
import { done } from '../script.ts'
import type { Scene } from '../stage.ts'

const KEYS = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'then']

export async function attack({ attacker, playground }: Scene): Promise<Ending> {
  const raw = await Raw.open(attacker.page.origin, attacker.page.cookie)
  for (const key of KEYS) {
    raw.text(
      `{"type":"run","id":1,"lesson":"${key}","step":"${key}","program":"${key}","files":{"${key}":"x"}}`,
    )
    raw.text(
      `{"type":"answer","id":2,"lesson":"01-attacks","question":"${key}","parts":{"${key}":["x"]}}`,
    )
    raw.text(`{"${key}":{"type":"freshLab","id":3},"type":"${key}","id":3}`)
    raw.text(`{"type":"save","id":4,"entries":[{"${key}":{"polluted":true}}]}`)
  }
  const answered = await raw.answers(KEYS.length * 4)
  const text = await (await fetch(`${playground.origin}/api/lessons`)).text()
  if (text.includes('polluted')) return done('broke: polluted')
  raw.close()
  return done(`prototypes are clean, answered ${answered}`)
}
