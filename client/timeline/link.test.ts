/** What belongs together: an event, what was printed about it, and the line that did it. */
import { expect, test } from 'vitest'
import { APP, PUB, twoPrograms } from './fixture.ts'
import { linkOf } from './link.ts'
import { tell } from './tell.ts'
import { findThing, thingOfLine, wholeOf } from './things.ts'

const script = twoPrograms()
  .thread(900, PUB, { file: 'pub.py', line: 8 })
  .publish(1000, PUB, { say: 'hello', to: [APP] })
const fold = script.fold()
const publish = fold.broker.channel('channel', 'news').publishes[0]

test('a message is linked with the lines of its sender and of each receiver, and with its code', () => {
  if (publish === undefined) throw new Error('it was published')
  const { said, code } = linkOf(fold, publish)
  expect(said).toEqual([
    { run: 2, at: 1000.5, text: 'hello' },
    { run: 1, at: 1000.4, text: 'hello' },
  ])
  expect(code).toEqual({ file: 'pub.py', line: 8 })
})

test('a console line finds its message, whoever printed it', () => {
  expect(thingOfLine(fold, { run: 2, at: 1001, text: 'Sent: hello' })).toBe(publish)
  expect(thingOfLine(fold, { run: 1, at: 1002, text: 'Received: hello' })).toBe(publish)
  expect(thingOfLine(fold, { run: 1, at: 3000, text: 'Received: hello' })).toBeUndefined()
})

test('a delivery is pointed at with its message', () => {
  const delivered = script.events.find(({ event }) => event.type === 'delivered')
  const thing = findThing(fold, delivered?.seq ?? 0)
  expect(thing?.type).toBe('delivery')
  expect(thing && wholeOf(fold, thing)).toBe(publish)
})

test('the read-out names the line, the receiver and the time between', () => {
  if (publish === undefined) throw new Error('it was published')
  expect(tell(publish, fold, (id) => `${id}.py`)).toEqual({
    payload: 'hello',
    say: 'pub.py:8 to app.py in 0.4 ms, 1 received it',
  })
})
