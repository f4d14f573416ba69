/** A slow machine gets more time for what must happen, and nothing becomes true by slowness. */
import { expect, test } from 'vitest'
import type { Claim } from './claim.ts'
import { writeCourse } from './course.fixture.ts'
import { createJudge } from './judge.ts'
import { seen } from './judge.fixture.ts'
import { loadCourse } from './load.ts'
import { stretchClaim, stretchCourse } from './stretch.ts'

const ends: Claim = { fact: 'ends', code: 0 }

/** Whether `claim` holds of a program that ends after `ms`, on a machine so much slower. */
function holds(claim: Claim, ms: number, slow: number): boolean {
  const judge = createJudge(stretchClaim(claim, slow))
  judge.see(seen.started(0))
  judge.see(seen.ended(ms, 0))
  judge.tick(60_000)
  return judge.end() === 'held'
}

test('what must happen within a time may take as much longer', () => {
  const claim: Claim = { fact: 'within', ms: 1000, claim: ends }
  expect([holds(claim, 1800, 1), holds(claim, 1800, 2), holds(claim, 2200, 2)]).toEqual([
    ...[false, true, false],
  ])
})

test('what must not happen within a time is waited for as much longer', () => {
  const claim: Claim = { fact: 'not', claim: { fact: 'within', ms: 1000, claim: ends } }
  expect([holds(claim, 800, 1), holds(claim, 1600, 2), holds(claim, 2400, 2)]).toEqual([
    ...[false, false, true],
  ])
})

test('a late answer is no silence: the beats of a slow machine wait longer for it', async () => {
  const main = 'file: main.py, app: { port: 8000, heartbeat: { timeout: 800ms } }'
  const yaml = `programs: { main: { ${main} } }\nobserve: 3s\n`
  const { root, remove } = await writeCourse({ '01-first/02-run/step.yaml': yaml })
  const course = await loadCourse(root)
  await remove()
  const stretched = stretchCourse(course, 2).find('01-first')?.steps[1]
  expect(stretched?.programs[0]?.heartbeat?.timeoutMs).toBe(1600)
  expect(stretched?.observeMs).toBe(6000)
})

test('how long a thread waits and an app is silent stays, whatever the machine', () => {
  const lasting: Claim[] = [
    { fact: 'silent', lastingMs: 2000 },
    { fact: 'thread', waitsFor: 'sleep', lastingMs: 2000 },
    { fact: 'running', forMs: 2000 },
  ]
  expect(lasting.map((claim) => stretchClaim(claim, 3))).toEqual(lasting)
})

test('limits deep in a claim grow, too', () => {
  const answers = (ms: number): Claim => ({ fact: 'heartbeat', answersMs: ms, forMs: 500 })
  const always = (ms: number): Claim => ({ fact: 'beats', underMs: ms })
  const visit = (ms: number): Claim => ({
    fact: 'visit',
    answersMs: ms,
    times: { min: 1, max: Infinity },
  })
  const whole = (by: number): Claim => ({
    fact: 'after',
    after: { fact: 'any', claims: [answers(100 * by), visit(50 * by)] },
    claim: { fact: 'not', claim: { fact: 'all', claims: [always(200 * by)] } },
  })
  expect(stretchClaim(whole(1), 2.5)).toEqual(whole(2.5))
})
