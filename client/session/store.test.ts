/** The session store: batches, presses, and sessions that change. */
import { describe, expect, it } from 'vitest'
import type { Answer, Ask, News } from '../connection/index.ts'
import type { SessionEvent } from '../../server/protocol/index.ts'
import { LabClock } from './clock.ts'
import { keyOf } from './facts.ts'
import { createSession } from './store.ts'

const of = { lesson: 'l', step: 's', program: 'p' }
const key = keyOf(of)

function setUp(answer: Answer = { type: 'ok', id: 1 }) {
  const frames: (() => void)[] = []
  const asked: Ask[] = []
  const session = createSession({
    ask: async (one) => {
      asked.push(one)
      return answer
    },
    frame: (draw) => frames.push(draw),
    clock: new LabClock(() => 0),
  })
  const hello = (name: string, resumed: boolean) =>
    ({ type: 'welcome', version: 2, session: name, resumed, missing: 0, clock: 0 }) as const
  const welcome = (name: string, resumed: boolean) => session.heard(hello(name, resumed))
  const events = (from: number, list: SessionEvent[], missing = 0): News => ({
    type: 'events',
    missing,
    events: list.map((event, index) => ({ seq: from + index, at: 0, event })),
  })
  const draw = () => {
    for (const one of frames.splice(0)) one()
  }
  return { session, hello, welcome, events, draw, frames, asked }
}
const run: SessionEvent = { type: 'run', run: 1, of, number: 1 }

describe('a session', () => {
  it('takes in all events of a frame at once', () => {
    const { session, welcome, events, draw, frames } = setUp()
    welcome('a', false)
    let changes = 0
    session.store.subscribe(() => changes++)
    session.heard(events(1, [run]))
    session.heard(events(2, [{ type: 'note', run: 1, say: 'x' }]))
    expect([changes, frames.length]).toEqual([0, 1])
    draw()
    expect(changes).toBe(1)
    expect(session.store.getState().facts.runs[1]?.notes).toHaveLength(1)
  })

  it('keeps what it knows when it is resumed', () => {
    const { session, welcome, events, draw } = setUp()
    welcome('a', false)
    session.heard(events(1, [run]))
    draw()
    expect(session.seen()).toEqual({ session: 'a', seq: 1 })
    welcome('a', true)
    session.heard(events(1, [run, { type: 'note', run: 1, say: 'x' }]))
    draw()
    expect(session.store.getState().facts.runs[1]?.notes).toHaveLength(1)
  })

  it('counts what it was told it does not get, until it is another session', () => {
    const { session, hello, welcome, events, draw } = setUp()
    const missing = () => session.store.getState().missing
    welcome('a', false)
    session.heard(events(4, [run], 3))
    draw()
    expect(missing()).toBe(3)
    // The line is cut twice before the events came: they bring the count with them.
    for (let cut = 0; cut < 2; cut += 1) session.heard({ ...hello('a', true), missing: 2 })
    session.heard(events(7, [{ type: 'note', run: 1, say: 'x' }], 2))
    draw()
    expect(missing()).toBe(5)
    welcome('b', false)
    expect(missing()).toBe(0)
  })

  it('drops what it knew when it is another session', () => {
    const { session, welcome, events, draw } = setUp()
    welcome('a', false)
    session.heard(events(1, [run]))
    draw()
    welcome('b', false)
    expect(session.store.getState().facts.runs).toEqual({})
    expect(session.seen()).toEqual({ session: 'b', seq: 0 })
  })

  it('knows that its programs went with the session before, until something is run', async () => {
    const { session, welcome, events, draw } = setUp()
    const replaced = () => session.store.getState().replaced
    welcome('a', false)
    welcome('b', false)
    expect(replaced()).toBe(false)
    session.heard(events(1, [run]))
    draw()
    welcome('c', false)
    expect(replaced()).toBe(true)
    await session.run({ lesson: 'l', step: 's', files: {} }, ['p'], true)
    expect(replaced()).toBe(false)
  })

  it('shows Run as pressed at once, until the run is there', async () => {
    const { session, welcome, events, draw } = setUp()
    welcome('a', false)
    const pressing = session.run({ lesson: 'l', step: 's', files: {} }, ['p'], true)
    expect(session.store.getState().pressed).toEqual({ [key]: true })
    await pressing
    session.heard(events(1, [run]))
    draw()
    expect(session.store.getState().pressed).toEqual({})
  })

  it('takes the press back and says why when Run is refused', async () => {
    const refused = { type: 'refused', id: 1, code: 'limit', say: 'Eight run already.' } as const
    const { session, welcome } = setUp(refused)
    welcome('a', false)
    await session.run({ lesson: 'l', step: 's', files: {} }, ['p'], false)
    expect(session.store.getState()).toMatchObject({ pressed: {}, said: 'Eight run already.' })
  })
})
