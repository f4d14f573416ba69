/** An attempt keeps of a flood what is enough to judge by. */
import { expect, test } from 'vitest'
import { createJudge } from '../lessons/index.ts'
import { EXERCISE, LESSON, smallCourse } from '../test/smallCourse.ts'
import { TurnedTime } from '../test/turnedTime.ts'
import { Attempt } from './attempt.ts'

test('what it judges anew is bounded by characters, however few lines they are', () => {
  const step = smallCourse()
    .find(LESSON)
    ?.steps.find(({ id }) => id === EXERCISE)
  if (step === undefined) throw new Error('there is no exercise')
  const [changed, judged] = [() => undefined, () => undefined]
  const looked: string[] = []
  const attempt = new Attempt(step, {
    ...{ time: new TurnedTime(), changed, judged },
    judge(claim) {
      const judge = createJudge(claim)
      const see: typeof judge.see = (seen) => {
        if (seen.type === 'output') looked.push(seen.line)
        return judge.see(seen)
      }
      return {
        verdict: 'open',
        due: undefined,
        see,
        tick: () => 'open',
        end: () => judge.end(),
        told: () => '',
      }
    },
  })
  attempt.join(1, { program: 'first', line: () => undefined })
  for (let at = 0; at < 3_000; at++) {
    const text = `${'x'.repeat(60_000)}\n`
    attempt.hear({ type: 'output', run: 1, chunks: [{ at, stream: 'out', text }] })
  }
  looked.length = 0
  attempt.shows({
    fact: 'output',
    text: { how: 'has', value: 'y' },
    times: { min: 1, max: Infinity },
  })
  const kept = looked.reduce((sum, line) => sum + line.length, 0)
  expect(kept).toBeGreaterThan(1_000_000)
  expect(kept).toBeLessThan(2_100_000)
})
