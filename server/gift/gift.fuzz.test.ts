/** GIFT with anything done to it: it is questions that a quiz could hold, or it is unreadable at a place. */
import { readFileSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { expect } from 'vitest'
import { readQuestions } from '../lessons/index.ts'
import { fuzz } from '../test/fuzz.ts'
import { readGift, Unreadable, type Read } from './read.ts'
import { writeGift } from './write.ts'

const lessons = new URL('../../lessons/', import.meta.url)
const [first = ''] = readdirSync(lessons).filter((name) => /^\d/.test(name))
const quiz = readFileSync(new URL(`${first}/quiz.yaml`, lessons), 'utf8')
/** One question of ours each, as GIFT. */
const ours = writeGift(readQuestions('quiz.yaml', quiz).questions)
  .gift.split('\n\n')
  .filter((text) => text.includes('{'))

const word = fc.constantFrom(
  ...[
    '=',
    '~',
    '%50%',
    '%-100%',
    '%',
    '#',
    '####',
    '{',
    '}',
    ':',
    '::',
    '->',
    '\\',
    '\\=',
    '\n',
    '\n\n',
  ],
  ...[
    'T',
    'F',
    'TRUE',
    '#3:2',
    '=3..5',
    '[html]',
    '[markdown]',
    '[',
    '//',
    '$CATEGORY: a',
    '1',
    'a',
    ' ',
  ],
  ...[
    '::__proto__::',
    '::constructor::',
    '[id:x]',
    '[tag:y]',
    '<b>',
    '```',
    '\u202e',
    '\0',
    '🙂',
    '\ud800',
  ],
)
const made = fc.array(word, { maxLength: 25 }).map((all) => all.join(''))
const changed = fc
  .tuple(
    fc.constantFrom(...ours),
    fc.array(fc.tuple(fc.nat(2_000), fc.nat(6), word), { maxLength: 5 }),
  )
  .map(([text, changes]) =>
    changes.reduce((now, [at, drop, put]) => {
      const from = at % (now.length + 1)
      return now.slice(0, from) + put + now.slice(from + drop)
    }, text),
  )
const several = fc.array(fc.oneof(made, changed), { maxLength: 3 }).map((all) => all.join('\n\n'))

function read(source: string): Read | undefined {
  try {
    return readGift(source)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    expect([error.line >= 1, error.column >= 1, error.message !== '']).toEqual([true, true, true])
    return undefined
  }
}

fuzz(
  { of: 'GIFT', cases: 1_500 },
  'whatever it is, questions come of it or it is unreadable at a place, and all that is lost is told',
  fc.property(fc.oneof(made, changed, several), (source) => {
    const found = read(source)
    if (found === undefined) return
    const { questions, lost } = found
    for (const [id, question] of Object.entries(questions)) {
      expect(id).toMatch(/^[a-z][a-z0-9-]*$/)
      expect(['single', 'multiple', 'gap', 'match']).toContain(question.kind)
      expect(JSON.parse(JSON.stringify(question))).toEqual(question)
    }
    for (const one of lost) expect(one.trim()).not.toBe('')
    expect(lost.length + Object.keys(questions).length).toBeGreaterThan(0)
    expect(Object.keys(Object.prototype)).toEqual([])
  }),
)
