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

test('who comes when others have left shares the debts of those who stayed', async () => {
  const time = new TurnedTime()
  const patience = new Patience(time)
  const [first, second, third] = [new Line(), new Line(), new Line()]
  const seat = patience.enter('a', first)
  const next = patience.enter('a', second)
  seat.leave()
  patience.enter('a', third)
  next.spend(31)
  expect([first, second, third].map(({ paused }) => paused)).toEqual([false, true, true])
})

test('a seat that is left twice takes no place from who came after it', () => {
  const patience = new Patience(new TurnedTime())
  const [first, second, third] = [new Line(), new Line(), new Line()]
  const seat = patience.enter('a', first)
  seat.leave()
  const next = patience.enter('a', second)
  seat.leave()
  patience.enter('a', third)
  next.spend(31)
  expect([first, second, third].map(({ paused }) => paused)).toEqual([false, true, true])
})

test('a place that waits and is left waits no more, and begins anew with who comes next', () => {
  const time = new TurnedTime()
  const patience = new Patience(time)
  const [first, next] = [new Line(), new Line()]
  const seat = patience.enter('a', first)
  seat.spend(31)
  expect(time.waiting).toBe(1)
  seat.leave()
  expect(time.waiting).toBe(0)
  const after = patience.enter('a', next)
  after.spend(29)
  expect(next.paused).toBe(false)
  after.spend(2)
  expect(next.paused).toBe(true)
})
