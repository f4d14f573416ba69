/** Who sends what costs much waits, with all of the same place; nobody else does. */
import { expect, test } from 'vitest'
import { TurnedTime } from '../test/turnedTime.ts'
import { Patience } from './patience.ts'

class Line {
  paused = false
  pause(): void {
    this.paused = true
  }
  resume(): void {
    this.paused = false
  }
}

test('[BAD8] a place that took its share of the server’s time waits for the rest of it', async () => {
  const time = new TurnedTime()
  const patience = new Patience(time)
  const [heavy, beside, other] = [new Line(), new Line(), new Line()]
  const seat = patience.enter('a', heavy)
  patience.enter('a', beside)
  patience.enter('b', other).spend(20)
  for (let at = 0; at < 2; at++) seat.spend(14)
  expect([heavy, beside, other].map(({ paused }) => paused)).toEqual([false, false, false])
  seat.spend(14)
  expect([heavy, beside, other].map(({ paused }) => paused)).toEqual([true, true, false])
  await time.pass(150)
  expect([heavy, beside].map(({ paused }) => paused)).toEqual([false, false])
})

test('who changes sockets takes the place’s debts along, as long as one is open', async () => {
  const time = new TurnedTime()
  const patience = new Patience(time)
  const [first, second, third] = [new Line(), new Line(), new Line()]
  const seat = patience.enter('a', first)
  const next = patience.enter('a', second)
  seat.spend(29)
  seat.leave()
  next.spend(2)
  expect([first.paused, second.paused]).toEqual([false, true])
  next.leave()
  await time.pass(100)
  patience.enter('a', third).spend(29)
  expect(third.paused).toBe(false)
})
