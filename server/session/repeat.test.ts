/** What a button that runs a program many times counts. */
import { expect, test } from 'vitest'
import { createJudge } from '../lessons/index.ts'
import type { Claim } from '../lessons/index.ts'
import type { EndReason, SessionEvent } from '../protocol/index.ts'
import { TurnedTime } from '../test/turnedTime.ts'
import { Repeat } from './repeat.ts'

const claim: Claim = { fact: 'lost', times: { min: 1, max: Infinity } }
const lostBy = (run: number): SessionEvent => ({
  ...{ type: 'lost', at: 1, connection: 1, run, program: 'race' },
  ...{ id: 1, channel: 'news', message: 'hi', size: 2 },
})

test('what happened on the wire of its own run counts, and of no other', () => {
  const ends: ((reason: EndReason) => void)[] = []
  const told: SessionEvent[] = []
  const repeat = new Repeat({
    of: { lesson: 'a', step: 'b', program: 'race' },
    times: 3,
    judge: () => createJudge(claim),
    start: (_observe, onEnd) => ends.push(onEnd) + 6,
    time: new TurnedTime(),
    emit: (event) => told.push(event),
    over: () => undefined,
  })
  const end = () => ends.at(-1)?.({ type: 'exit', code: 0 })
  repeat.hear(lostBy(7))
  end()
  // Its second run is the eighth.
  repeat.hear(lostBy(7))
  end()
  repeat.hear(lostBy(9))
  end()
  expect(told.map((event) => event.type === 'tally' && [event.done, event.held])).toEqual([
    [0, 0],
    [1, 1],
    [2, 1],
    [3, 2],
  ])
})
