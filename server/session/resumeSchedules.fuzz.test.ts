/** Any schedule of news, cuts and slow reading: each event once and in order, and what has left the log is counted. */
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Numbered, SessionEvent } from '../protocol/index.ts'
import { fuzz } from '../test/fuzz.ts'
import { Tab } from '../test/tab.ts'
import { Visit } from '../test/visit.ts'
import { EventLog } from './log.ts'

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ print: fc.nat(300), to: fc.constantFrom('out', 'err') }) },
  { weight: 1, arbitrary: fc.constantFrom('waits', 'stick', 'cut', 'cut in greeting') },
  { weight: 3, arbitrary: fc.nat(60) },
)

fuzz(
  { of: 'resume schedules', cases: 300 },
  '[EV2] [RS1] whatever is cut and whenever, a page has each event once and in order',
  fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
    const visit = new Visit()
    const steady = await visit.open()
    await visit.run(steady, 'first')
    visit.last.started()
    const session = steady.got('welcome')[0]?.session ?? ''
    const seen: Numbered[] = []
    let page = await visit.open()
    const again = (): void => {
      seen.push(...page.events.splice(0))
      page.cut()
      page = new Tab(visit.registry)
      page.say({ type: 'hello', version: 2, seen: { session, seq: seen.at(-1)?.seq ?? 0 } })
    }
    for (const one of steps) {
      if (typeof one === 'number') await visit.time.pass(one)
      else if (typeof one === 'object') visit.last.print('x'.repeat(one.print), one.to as 'out')
      else if (one === 'waits') visit.last.waits('redis')
      else if (one === 'stick') page.stuck = !page.stuck
      else again()
      // The second hello comes before the first was answered.
      if (one === 'cut in greeting') again()
      if (!page.stuck) page.drain()
    }
    page.stuck = false
    page.drain()
    await visit.time.pass(100)
    seen.push(...page.events)
    expect(seen).toEqual(steady.events)
  }),
)

const event = fc.oneof(
  fc.nat(400).map((length): SessionEvent => {
    const chunks = [{ at: 1, stream: 'out' as const, text: 'x'.repeat(length) }]
    return { type: 'output', run: 1, chunks }
  }),
  // Of a full log these leave first, so that there are gaps between what is kept.
  fc.nat(400).map((size): SessionEvent => {
    const whose = { program: 'first', run: 1, connection: 1 }
    return { type: 'lost', at: 1, ...whose, id: 1, channel: 'c', message: 'x'.repeat(size), size }
  }),
  fc.nat(3).map((run): SessionEvent => ({ type: 'note', run, say: 'said' })),
  fc.constant<SessionEvent>({ type: 'lab', lab: { type: 'opening' } }),
)
const deed = fc.oneof(
  { weight: 8, arbitrary: event },
  // From a number so many thousandths along.
  { weight: 1, arbitrary: fc.nat(1_000) },
)

fuzz(
  { of: 'full logs', cases: 3_000 },
  '[RS3] of a full log, what comes after a number and what is missing make the whole',
  fc.property(
    fc.array(deed, { maxLength: 80 }),
    fc.integer({ min: 300, max: 4_000 }),
    (deeds, bound) => {
      const log = new EventLog(bound)
      for (const one of deeds) {
        if (typeof one !== 'number') {
          log.append(one, 1)
          continue
        }
        const at = Math.floor((log.last * one) / 1_000)
        const missing = log.missing(at)
        const numbers: number[] = []
        for (let from = at; from < log.last;) {
          const { json, last } = log.after(from, 500)
          numbers.push(...json.map((text) => (JSON.parse(text) as Numbered).seq))
          from = last
        }
        expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
        expect(missing + numbers.length).toBe(log.last - at)
      }
      expect(log.size).toBeLessThan(bound + 1_500)
    },
  ),
)
