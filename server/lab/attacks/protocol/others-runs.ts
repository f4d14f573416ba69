// Tries: stops, types into and visits what belongs to somebody else, by guessed numbers.
// Layer: message schema
// How: numbers count within a session and mean nothing in another
// Reads: ^0 of \d+ were done$
// Ends: exit 0
import type { Ending } from '../tenant.ts'
import { done } from '../script.ts'
import type { Scene } from '../stage.ts'

export async function attack({ attacker }: Scene): Promise<Ending> {
  const { page } = attacker
  const answers = []
  for (const number of [0, 1, 2, 3, 1000]) {
    answers.push(await page.ask({ type: 'input', run: number + 100, text: 'x', end: true }))
    answers.push(await page.ask({ type: 'stop', run: number + 100 }))
    answers.push(await page.ask({ type: 'leave', visit: number + 100 }))
  }
  const finished = answers.filter(({ type }) => type !== 'refused' && type !== 'ok').length
  return done(`${finished} of ${answers.length} were done`)
}
