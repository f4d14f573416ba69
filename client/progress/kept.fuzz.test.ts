/** Progress that another version wrote, or that was damaged: it is left alone, and of two entries the later one holds. */
import fc from 'fast-check'
import { expect } from 'vitest'
import type { ProgressEntry } from '../../server/protocol/index.ts'
import { fuzz } from '../../server/test/fuzz.ts'
import { ofSchema } from '../../server/test/ofSchema.ts'
import { cardsOf, dueOf } from './due.ts'
import { keys, merge, newerThan, valueOf } from './entries.ts'
import { Answered, Attempts, Card, Draft, Place, Predicted } from './forms.ts'
import { isSolved, solvedBy } from './solved.ts'

const key = fc.oneof(
  fc.constantFrom(
    'place',
    'card/l/q',
    'card/l',
    'card//',
    'card/__proto__/q',
    'attempts/l/s',
    'draft/l/s',
  ),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'answer/l/q/x', '/', ' '),
)
const value = fc.oneof(
  ...[Answered, Attempts, Card, Draft, Place, Predicted].map((form) =>
    ofSchema(form, () => undefined).map((one) => JSON.stringify(one)),
  ),
  fc.json(),
  fc.constant(null),
  fc.constantFrom('', '{', '[[[', '{"due":1e999}', '"\\ud800"', 'null'),
  fc.tuple(fc.json(), fc.nat(20)).map(([text, at]) => text.slice(0, at)),
)
const at = fc.oneof(fc.nat(9), fc.constantFrom(-1, 1e15, 0.5))
const entries = fc.array(fc.record({ key, at, value }), { maxLength: 12 })

fuzz(
  { of: 'kept progress', cases: 1_500 },
  'is read as far as it is understood, and merged to the latest of each key',
  fc.property(entries, entries, (mine, theirs) => {
    const merged = merge(merge({}, mine), theirs)
    const latest = new Map<string, ProgressEntry>()
    for (const one of [...mine, ...theirs]) {
      const known = latest.get(one.key)
      if (known === undefined || known.at < one.at) latest.set(one.key, one)
    }
    expect(new Map(Object.values(merged).map((one) => [one.key, one]))).toEqual(latest)
    const newer = newerThan(merged, theirs)
    for (const name of newer) expect(latest.get(name)).toBeDefined()
    const cards = cardsOf(merged)
    for (const { card } of cards) expect(Number.isFinite(card.due)).toBe(true)
    expect(dueOf(merged, 5).length).toBeLessThanOrEqual(cards.length)
    expect(typeof isSolved(merged, 'l', 's')).toBe('boolean')
    const attempts = Attempts.safeParse(valueOf(merged, keys.attempts('l', 's')))
    solvedBy(attempts.success ? attempts.data : undefined)
    expect(Object.keys(Object.prototype)).toEqual([])
  }),
)
