/** Any events that the protocol allows, in any order: the picture of them has shapes of finite size, as often as it is asked for. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { SessionEvent } from '../../server/protocol/index.ts'
import type { Numbered } from '../../server/protocol/index.ts'
import { fuzz } from '../../server/test/fuzz.ts'
import { ofSchema } from '../../server/test/ofSchema.ts'
import { Fold } from './fold/fold.ts'
import { forget } from './fold/forget.ts'
import { PLACE, sceneOf } from './fixture.ts'
import { layout } from './layout/layout.ts'
import { tell } from './tell.ts'

const of = (...words: string[]): fc.Arbitrary<string> => fc.constantFrom(...words)
const time = fc.oneof(fc.nat(8_000), fc.double({ min: 0, max: 8_000, noNaN: true }))
const USUAL: Readonly<Record<string, fc.Arbitrary<string | number>>> = {
  ...{ at: time, since: time, until: time, ms: fc.nat(900), took: fc.nat(9_000) },
  ...{ run: fc.constantFrom(1, 2, 3), id: fc.nat(6), of: fc.nat(6), oneOf: fc.nat(6) },
  ...{ process: fc.constantFrom(2, 3), connection: fc.nat(4), visit: fc.nat(3), line: fc.nat(9) },
  ...{ lesson: of('l'), step: of('s'), program: of('app', 'pub', 'you', '') },
  ...{ channel: of('news', 'n*', '__proto__'), pattern: of('n*'), message: of('x', 'y') },
  ...{
    thread: of('MainThread', 'Thread-1'),
    file: of('app.py'),
    count: fc.nat(3),
    receivers: fc.nat(3),
  },
}
const event = (ofSchema(SessionEvent, (key) => USUAL[key]) as fc.Arbitrary<SessionEvent>).filter(
  (one) => SessionEvent.safeParse(one).success,
)
const begun = fc.constantFrom('app', 'pub').map((program): SessionEvent => ({
  type: 'run',
  run: program === 'app' ? 1 : 2,
  of: { lesson: 'l', step: 's', program },
  number: 1,
}))
const events = fc.array(
  fc.oneof({ weight: 6, arbitrary: event }, { weight: 1, arbitrary: begun }),
  { maxLength: 40 },
)

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(numbersIn)
}

fuzz(
  { of: 'the timeline', cases: 600 },
  'draws any events, knows what each is, and forgets as many as it is told to',
  fc.property(events, fc.nat(40), fc.boolean(), (all, gone, down) => {
    const numbered = all.map((one, index): Numbered => ({
      seq: index + 1,
      at: index * 100,
      event: one,
    }))
    const fold = new Fold(PLACE)
    fold.add(numbered)
    const scene = sceneOf(fold, 5_000, { down, travels: true, linked: gone })
    const made = layout(scene)
    for (const shape of [...made.under, ...made.shapes])
      expect(numbersIn(shape).every(Number.isFinite)).toBe(true)
    expect(Number.isFinite(made.height)).toBe(true)
    for (const { thing } of made.hits) expect(tell(thing, fold, (program) => program)).toBeDefined()
    expect(layout(scene)).toEqual(made)
    const first = numbered[gone]
    if (first === undefined) return
    forget(fold, first)
    expect(fold.rows.every(({ seq }) => seq >= first.seq)).toBe(true)
    layout(sceneOf(fold, 5_000))
  }),
)
