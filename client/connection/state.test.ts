/** The connection's steps. */
import { describe, expect, it } from 'vitest'
import { CloseCode } from '../../server/protocol/index.ts'
import { restMs } from './retry.ts'
import { step } from './state.ts'
import type { ConnectionState } from './state.ts'

const closed = (code: number) =>
  ({ type: 'closed', code, now: 1000, random: 1, hidden: false }) as const

describe('a connection', () => {
  it('is open once it is welcomed', () => {
    expect(step({ type: 'connecting', tries: 3 }, { type: 'welcomed' }).state).toEqual({
      type: 'open',
    })
  })

  it('rests after it was lost, and counts from one again when it had been open', () => {
    const { state, effects } = step({ type: 'open' }, closed(1006))
    expect(state).toEqual({ type: 'resting', tries: 1, since: 1000, until: 1400 })
    expect(effects).toEqual([{ type: 'rest', ms: 400 }])
  })

  it('says that others were before it when its network has too many', () => {
    const { state } = step({ type: 'connecting', tries: 0 }, closed(CloseCode.crowded))
    expect(state).toMatchObject({ type: 'resting', crowded: true })
  })

  it('rests longer with each try that fails', () => {
    const { state } = step({ type: 'connecting', tries: 3 }, closed(1006))
    expect(state).toMatchObject({ tries: 4, until: 1000 + 3200 })
  })

  it.each([CloseCode.badHello, CloseCode.abuse, CloseCode.noIdentity])(
    'is over after close code %i, and no hurry brings it back',
    (code) => {
      const { state, effects } = step({ type: 'connecting', tries: 0 }, closed(code))
      expect(state).toEqual({ type: 'over', code })
      expect(effects).toEqual([])
      expect(step(state, { type: 'hurried' })).toEqual({ state, effects: [] })
    },
  )

  it.each(['due', 'hurried'] as const)('dials when a rest is %s', (type) => {
    const resting: ConnectionState = { type: 'resting', tries: 2, since: 0, until: 9 }
    expect(step(resting, { type })).toEqual({
      state: { type: 'connecting', tries: 2 },
      effects: [{ type: 'dial' }],
    })
  })

  it('does not dial twice when it is hurried while it dials', () => {
    expect(step({ type: 'connecting', tries: 0 }, { type: 'hurried' }).effects).toEqual([])
  })
})

describe('a rest', () => {
  it('is never longer than ten seconds while the page is looked at', () => {
    expect(restMs({ tries: 50, random: 1, hidden: false })).toBe(10_000)
  })

  it('is spread over half its length', () => {
    expect(restMs({ tries: 0, random: 0, hidden: false })).toBe(200)
  })

  it('is long in a hidden tab', () => {
    expect(restMs({ tries: 0, random: 0, hidden: true })).toBe(15_000)
  })
})
