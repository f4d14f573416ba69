/** GIFT that is odd, and questions that GIFT cannot hold: what does not come along is told, and nothing comes along changed. */
import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { readQuestions } from '../lessons/index.ts'
import type { FormOf } from '../lessons/index.ts'
import { readGift, Unreadable } from './read.ts'
import { writeGift } from './write.ts'

const lessons = new URL('../../lessons/', import.meta.url)
const ids = (await readdir(lessons)).filter((name) => /^\d/.test(name))

/** What a kind comes back as. */
const returns: Readonly<Record<string, string>> = {
  single: 'single',
  multiple: 'multiple',
  gap: 'gap',
  output: 'gap',
  run: 'gap',
  line: 'single',
  match: 'match',
}

describe.each(ids)('%s', (id) => {
  test('each question comes back, or is told by its name', async () => {
    const source = await readFile(new URL(`${id}/quiz.yaml`, lessons), 'utf8')
    const { questions } = readQuestions('quiz.yaml', source)
    const { gift, lost } = writeGift(questions)
    const back = readGift(gift)
    for (const [name, form] of Object.entries(questions)) {
      const told = lost.some((one) => one.startsWith(`${name} is left out: `))
      const chosen = form.kind === 'output' && form.options !== undefined
      const kind = chosen ? 'single' : returns[form.kind]
      expect(back.questions[name]?.kind).toBe(told ? undefined : kind)
    }
    expect(Object.keys(questions).length).toBeGreaterThan(0)
  })
})

describe('what is told on the way in', () => {
  test.each([
    [
      'a name and tags',
      '// [id:x1] [tag:easy]\n::a::x {=1 ~2}',
      ['a: tags easy.', 'a: its id x1.'],
    ],
    ['HTML', '::a::[html]<p>x</p> {=1 ~2}', ['a: html is taken for Markdown.']],
    [
      'a part of a point, and other feedback',
      '::a::Who? {=Grant#full =%50%Ulysses#half}',
      [
        'a: the weight of "Ulysses": it is right as a whole.',
        'a: the feedback to "Ulysses": a gap has one.',
      ],
    ],
    ['an empty file', '', ['There is no question in it.']],
    ['a file of comments', '// one\n\n// two\n', ['There is no question in it.']],
    [
      'options of which none is right',
      '::a::x {~1 ~2}',
      ['Question 1, a, is left out: none of its options is right.'],
    ],
  ])('%s', (_what, source, lost) => {
    expect(readGift(source).lost).toEqual(lost)
  })

  test('a question whose name another one has gets its own', () => {
    const { questions } = readGift('::q2::x {=1 ~2}\n\ny {=1 ~2}\n\n::q2::z {=1 ~2}\n')
    expect(Object.values(questions).map(({ ask }) => ask)).toEqual(['x', 'y', 'z'])
  })

  test('names of JavaScript are names like others', () => {
    const { questions } = readGift('::constructor::x {=1 ~2}\n\n::__proto__::y {=1 ~2}\n')
    expect(Object.entries(questions).map(([id, { ask }]) => [id, ask])).toEqual([
      ['constructor', 'x'],
      ['q2', 'y'],
    ])
  })

  test('blank lines of an explanation are no steps', () => {
    expect(readGift('::a::x {=1 ~2 ####one\\n\\ntwo}').questions['a']).toMatchObject({
      worked: ['one', 'two'],
    })
  })

  test('a BOM and line ends of Windows are nothing', () => {
    const { questions } = readGift('\ufeff::a::x {\r\n=1#yes\r\n~2#no\r\n}\r\n')
    expect(questions['a']).toMatchObject({ options: [{ text: '1', why: 'yes' }, { why: 'no' }] })
  })

  test.each(['{'.repeat(20_000), '::a::x {=1', '::'.repeat(5000)])('rubbish %#', (source) => {
    expect(() => readGift(source)).toThrow(Unreadable)
  })
})

describe('what GIFT cannot hold', () => {
  const gap = (accept: string, code = 'x = ___'): FormOf<'gap'> => ({
    kind: 'gap',
    ...{ idea: 'i', from: '01-a', ask: 'Fill it.', code },
    gaps: [{ accept: [accept], why: 'w', otherwise: 'o' }],
    ...{ worked: ['a'], mistakes: ['m'], check: 'c' },
  })

  test('an answer with an arrow would be a pair', () => {
    expect(writeGift({ gap: gap('def f() -> int:') })).toMatchObject({
      gift: '',
      lost: [expect.any(String), expect.stringContaining('has an arrow')],
    })
  })

  test('code that ends its own block is left out, and told', () => {
    expect(writeGift({ gap: gap('x', 's = """\n```\n___\n"""') })).toMatchObject({
      gift: '',
      lost: [
        expect.any(String),
        expect.stringContaining('its code ends the block that it stands in'),
      ],
    })
  })

  test.each([
    "'a\\nb'",
    '\\',
    'a\\\\b',
    '%d',
    '%50%x',
    '{~=#:}',
    '// x',
    '$CATEGORY: y',
    'é ☃ \u{1f600}',
  ])('%s comes back as it is', (text) => {
    const { gift } = writeGift({ gap: gap(text) })
    expect(readGift(gift).questions['gap']).toMatchObject({ gaps: [{ accept: [text] }] })
  })
})
