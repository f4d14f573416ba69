/** Events become facts. */
import { describe, expect, it } from 'vitest'
import type { SessionEvent } from '../../server/protocol/index.ts'
import { keyOf, learn, nothingKnown } from './facts.ts'
import { takeNew } from './resume.ts'
import { textOf } from './scrollback.ts'

const of = { lesson: 'l', step: 's', program: 'p' }
const key = keyOf(of)
const numbered = (events: SessionEvent[]) =>
  events.map((event, index) => ({ seq: index + 1, at: index, event }))
const learned = (events: SessionEvent[]) => learn(nothingKnown, numbered(events))
const run = (number: number): SessionEvent => ({ type: 'run', run: number, of, number })

describe('facts', () => {
  it('keep the output of a run apart from that of the run before', () => {
    const facts = learned([
      run(1),
      { type: 'output', run: 1, chunks: [{ at: 0, stream: 'out', text: 'one\n' }] },
      run(2),
      { type: 'output', run: 2, chunks: [{ at: 0, stream: 'out', text: 'two\n' }] },
      { type: 'output', run: 1, chunks: [{ at: 0, stream: 'out', text: 'late\n' }] },
    ])
    expect(facts.runsOf[key]).toEqual([1, 2])
    expect(facts.runs[1] && textOf(facts.runs[1].output)).toBe('one\nlate')
    expect(facts.runs[2] && textOf(facts.runs[2].output)).toBe('two')
  })

  it('begin a step’s time anew when the only program that ran is run again', () => {
    const other: SessionEvent = { type: 'run', run: 2, of: { ...of, program: 'q' }, number: 1 }
    expect(learned([run(1), run(2)]).stories['l/s']).toEqual([0, 1])
    expect(learned([run(1), other, run(3)]).stories['l/s']).toEqual([0])
  })

  it('forget a program’s oldest runs', () => {
    const facts = learned([1, 2, 3, 4, 5, 6].map(run))
    expect(facts.runsOf[key]).toEqual([3, 4, 5, 6])
    expect(Object.keys(facts.runs)).toEqual(['3', '4', '5', '6'])
  })

  it('say nothing of a run whose beginning is not known', () => {
    expect(learned([{ type: 'note', run: 9, say: 'x' }])).toEqual(nothingKnown)
  })

  it('keep a minute of beats', () => {
    const beat: SessionEvent = { type: 'beat', run: 1, beat: { type: 'refused', at: 1 } }
    const facts = learned([run(1), ...Array.from({ length: 300 }, () => beat)])
    expect(facts.runs[1]?.beats).toHaveLength(240)
  })

  it('hold the latest tally of a program', () => {
    const tally = (done: number, held: number): SessionEvent => ({
      type: 'tally',
      of,
      done,
      times: 10,
      held,
      stopped: false,
    })
    expect(learned([tally(1, 0), tally(2, 1)]).tallies[key]).toMatchObject({ done: 2, held: 1 })
  })
})

describe('a lab', () => {
  const ready: SessionEvent = {
    type: 'lab',
    lab: {
      type: 'ready',
      python: '3',
      redis: '7',
      packages: {},
      limits: [],
      sandboxed: true,
      broker: 'up',
    },
  }
  const lost: SessionEvent = { type: 'lab', lab: { type: 'lost', say: 'Gone.' } }

  it('that opens after another was lost has taken its place', () => {
    expect(learned([ready, lost]).replacedAt).toBeUndefined()
    expect(
      learned([ready, lost, { type: 'lab', lab: { type: 'opening' } }, ready]).replacedAt,
    ).toBe(3)
  })

  it('whose Redis only stopped has not', () => {
    expect(learned([ready, ready]).replacedAt).toBeUndefined()
  })
})

describe('events after a reconnect', () => {
  it('are each taken once, in order', () => {
    const events = numbered([run(1), run(2), run(3)])
    const first = takeNew({ session: 's', seq: 0 }, events.slice(0, 2))
    const second = takeNew(first.seen, events)
    expect(second.fresh.map((one) => one.seq)).toEqual([3])
    expect(second.seen.seq).toBe(3)
  })
})
