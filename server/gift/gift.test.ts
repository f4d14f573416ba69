/** Questions go out as GIFT and come back as they were; what cannot go along is told, each by its name. */
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { readQuestions } from '../lessons/index.ts'
import type { QuestionForm } from '../lessons/index.ts'
import { Unreadable, readGift } from './read.ts'
import { writeGift } from './write.ts'

const file = new URL('../../lessons/01-redis-as-a-broker/quiz.yaml', import.meta.url)
const { questions } = readQuestions('quiz.yaml', await readFile(file, 'utf8'))
const { gift, lost } = writeGift(questions)
const back = readGift(gift)

function only(id: string): Record<string, QuestionForm> {
  const question = questions[id]
  if (question === undefined) throw new Error(`no question ${id}`)
  return { [id]: question }
}

const trimmed = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, one: unknown) => (typeof one === 'string' ? one.trimEnd() : one)),
  )

describe('lesson 1', () => {
  test.each(['role', 'send', 'text', 'freeze', 'responsive', 'note'])(
    'its choices come back word for word: %s',
    (id) => {
      const question = questions[id]
      if (question?.kind !== 'single' && question?.kind !== 'multiple') throw new Error(id)
      const { kind, ask, options, worked } = question
      expect(back.questions[id]).toMatchObject(trimmed({ kind, ask, options, worked }) as object)
    },
  )

  test('its pairs come back, without reasons', () => {
    const { returns } = questions
    if (returns?.kind !== 'match') throw new Error('no match')
    expect(back.questions['returns']).toMatchObject({
      kind: 'match',
      pairs: returns.pairs.map(({ left, right }) => ({ left, right, why: 'TODO' })),
    })
  })

  test('a line comes back as a choice, an output and a run as a gap', () => {
    expect(back.questions['where']).toMatchObject({ kind: 'single' })
    expect(back.questions['bytes']).toMatchObject({
      kind: 'gap',
      gaps: [{ accept: ["Received: b'Hello everyone'"] }],
    })
    expect(back.questions['receivers']).toMatchObject({ kind: 'gap', gaps: [{ accept: ['2'] }] })
  })

  test('what did not go along is told', () => {
    expect(lost).toEqual([
      'Of every question: idea, from, mistakes and check are not in GIFT.',
      'order is left out: GIFT has no lines to be put in order.',
      'fill is left out: it has 2 gaps, and GIFT has room for one.',
      'bytes: without program, edits, otherwise.',
      'where: without file, otherwise.',
      'returns: without why of each pair, extra.',
      'receivers: without program, edits, part, otherwise.',
    ])
    expect(Object.keys(back.questions)).toHaveLength(Object.keys(questions).length - 2)
  })
})

describe('a gap', () => {
  const gap: QuestionForm = {
    kind: 'gap',
    idea: 'It',
    from: '01-a',
    ask: 'Fill it: {this} = ~that~ #1.',
    code: "x = {'a': 1}\n\ny = ___\n",
    gaps: [
      {
        accept: ['r.get(x)', '{x: 1}'],
        why: 'So: it\nis.',
        wrong: [{ is: 'x\\y', why: 'No.' }],
        otherwise: 'Else.',
      },
    ],
    worked: ['One.', 'Two.'],
    mistakes: ['m'],
    check: 'c',
  }

  test('comes back with its code, its signs and its blank lines', () => {
    expect(readGift(writeGift({ gap }).gift).questions['gap']).toMatchObject({
      kind: 'gap',
      ask: gap.ask,
      code: gap.code.trimEnd(),
      gaps: [{ ...gap.gaps[0], otherwise: 'TODO' }],
      worked: gap.worked,
    })
  })
})

describe('where a gap stands', () => {
  const withCode = (code: string): QuestionForm => ({
    kind: 'gap',
    ...{ idea: 'It', from: '01-a', ask: 'Fill it.', code, worked: ['One.'] },
    ...{ mistakes: ['m'], check: 'c' },
    gaps: [{ accept: ['chat'], why: 'So.', otherwise: 'Else.' }],
  })

  test.each([
    ['within quotes', "r.publish('___', 'hi')"],
    ['for a method', "r.___('chat')"],
    ['at the start of a line', 'x = 1\n___\n'],
    ['at the start of all', "___('chat')"],
    ['at the end', 'x = ___'],
    ['between spaces', 'x = ___ + 1'],
    ['after two spaces', 'x =  ___'],
    ['in braces', "x = {'a': ___}"],
    ['indented', 'for x in y:\n    ___\n'],
  ])('%s, it comes back there', (_where, code) => {
    const { gift, lost } = writeGift({ gap: withCode(code) })
    expect(lost.slice(1)).toEqual(['gap: without otherwise.'])
    expect(readGift(gift).questions['gap']).toMatchObject({ kind: 'gap', code: code.trimEnd() })
  })

  test('from elsewhere, text stays as close to its answer as it was', () => {
    const { questions } = readGift(
      "::a::[plain]Redis' {=PUBLISH} sends.\n\n::b::(x{=1}y)\n\n::c::z{=1}\n",
    )
    expect(questions['a']).toMatchObject({ code: "Redis' ___ sends." })
    expect(questions['b']).toMatchObject({ code: '(x___y)' })
    expect(questions['c']).toMatchObject({ ask: 'z' })
  })
})

describe('from elsewhere', () => {
  test('true or false becomes a choice of two', () => {
    expect(
      readGift('::t::Redis keeps messages. {F#It keeps none.#Right.}').questions['t'],
    ).toMatchObject({
      kind: 'single',
      options: [
        { text: 'True', why: 'It keeps none.' },
        { text: 'False', right: true, why: 'Right.' },
      ],
    })
  })

  test('what there is no kind for is told', () => {
    const read = readGift('$CATEGORY: a/b\n\nSay it. {}\n\n::n::How many? {#3}\n')
    expect(read.questions).toEqual({})
    expect(read.lost).toEqual([
      'Question 1, a/b, is left out: it is a category, a/b.',
      'Question 2 is left out: there is no kind for a question of type Essay.',
      'Question 3, n, is left out: there is no kind for a question of type Numerical.',
    ])
  })

  test('what is no GIFT is told with its place', () => {
    expect(() => readGift('::a::x {=a ~b\n\n::b::y')).toThrow(Unreadable)
  })

  test('an option with an arrow is left out on the way there', () => {
    const role = only('role')
    const form = role['role']
    if (form?.kind !== 'single') throw new Error('no single')
    const [first, ...rest] = form.options
    if (first === undefined) throw new Error('no option')
    const arrow = { ...form, options: [{ ...first, text: 'a -> b' }, ...rest] }
    expect(writeGift({ arrow })).toMatchObject({
      gift: '',
      lost: [
        expect.any(String),
        'arrow is left out: "a -> b" has an arrow, which GIFT reads as a pair.',
      ],
    })
  })
})
