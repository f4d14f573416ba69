/** Questions of each kind: judged by the server, with nothing of the answer in what the page is shown. */
import { describe, expect, test } from 'vitest'
import { judge, solutionOf } from '../protocol/index.ts'
import type { Parts, QuestionView } from '../protocol/index.ts'
import { writeCourse } from './course.fixture.ts'
import { kinds, quizOf } from './quiz.fixture.ts'
import type { Lesson } from './lesson.ts'
import { loadCourse } from './load.ts'

async function load(quiz?: string): Promise<Lesson> {
  const { root, remove } = await writeCourse(
    quiz === undefined ? {} : { '01-first/quiz.yaml': quiz },
  )
  try {
    const [lesson] = (await loadCourse(root)).lessons
    if (lesson === undefined) throw new Error('no lesson')
    return lesson
  } finally {
    await remove()
  }
}

/** The question of this kind, with keys looked up by their texts. */
async function arrive(kind: keyof typeof kinds, change?: (form: string) => string) {
  const form = change === undefined ? kinds[kind] : change(kinds[kind])
  const lesson = await load(quizOf(form))
  const [view] = lesson.view.questions
  if (view === undefined) throw new Error('no question')
  const answer = (parts: Parts) =>
    lesson.judge(
      'what',
      parts.map((text) => keyIn(view, text)),
    )
  const judged = (parts: Parts) => {
    const sheet = answer(parts)?.sheet
    return (
      sheet &&
      judge(
        sheet,
        parts.map((text) => keyIn(view, text)),
      )
    )
  }
  return { lesson, view, answer, judged }
}

function keyIn(view: QuestionView, text: string): string {
  const html = 'options' in view && view.options !== undefined ? view.options : []
  const lines = 'lines' in view ? view.lines : []
  const right = view.kind === 'match' ? view.right : []
  const all = [...html, ...lines, ...right]
  return all.find((one) => ('html' in one ? one.html : one.text) === text)?.key ?? text
}

describe('every kind', () => {
  test.each(Object.keys(kinds))(
    '%s: its solution is right, and nothing of it is shown before',
    async (name) => {
      const kind = name as keyof typeof kinds
      const { lesson, view } = await arrive(kind)
      expect(view.kind).toBe(kind)
      const sent = JSON.stringify(view)
      for (const secret of ['"rule"', '"why"', 'otherwise', 'SECRET', 'worked'])
        expect(sent).not.toContain(secret)
      const sheet = lesson.judge('what', anyOf(view))?.sheet
      if (sheet === undefined) throw new Error('no sheet')
      const solution = solutionOf(sheet.rule)
      expect(lesson.judge('what', solution)?.right).toBe(true)
      expect(judge(sheet, solution)).toMatchObject({ right: true, parts: solution.map(() => true) })
    },
  )

  test.each(Object.keys(kinds))('[Q2] %s: its sheet judges as the server does', async (name) => {
    const { lesson, view } = await arrive(name as keyof typeof kinds)
    const some = anyOf(view)
    const judged = lesson.judge('what', some)
    expect(judged && judge(judged.sheet, some)?.right).toBe(judged?.right)
    expect(judged).toBeDefined()
  })

  test('an answer that cannot be has no verdict', async () => {
    const { lesson, answer } = await arrive('single')
    expect(answer(['nonsense'])).toBeUndefined()
    expect(answer(['yes', 'yes'])).toBeUndefined()
    expect(lesson.judge('when', ['yes'])).toBeUndefined()
    expect(lesson.judge('toString', ['constructor'])).toBeUndefined()
    expect((await arrive('gap')).answer(['a', 'b'])).toBeUndefined()
    expect((await arrive('match')).answer(['one'])).toBeUndefined()
  })
})

/** Some answer, right or not. */
function anyOf(view: QuestionView): Parts {
  switch (view.kind) {
    case 'single':
    case 'multiple':
      return view.options.slice(0, 1).map(({ key }) => key)
    case 'order':
    case 'line':
      return view.lines.slice(0, 1).map(({ key }) => key)
    case 'match':
      return view.left.map(() => view.right[0]?.key ?? '')
    default:
      return ['something']
  }
}

describe('the hash of a question', () => {
  const hashOf = async (change: (form: string) => string) =>
    (await arrive('single', change)).view.hash

  test('changes with what is asked, offered, right, or its reasons', async () => {
    const before = await hashOf((form) => form)
    for (const [from, to] of [
      ['What?', 'How?'],
      ["'yes'", "'yea'"],
      ['SECRET yes', 'another'],
    ] as const)
      expect(await hashOf((form) => form.replace(from, to))).not.toBe(before)
  })

  test('stays with the idea, the explanation and the check', async () => {
    const before = await hashOf((form) => form)
    for (const [from, to] of [
      ['idea: It', 'idea: That'],
      ['worked: [w]', 'worked: [v, w]'],
      ['check: c', 'check: d'],
    ] as const)
      expect(await hashOf((form) => form.replace(from, to))).toBe(before)
  })

  test('changes with the file that is asked about', async () => {
    const one = (await arrive('output')).view.hash
    expect(
      (await arrive('output', (form) => form.replace("by: 'bye'", "by: 'by'"))).view.hash,
    ).not.toBe(one)
  })
})

describe('multiple', () => {
  test('is right with the exact set, in any order', async () => {
    const { answer } = await arrive('multiple')
    expect(answer(['b', 'a'])?.right).toBe(true)
    expect(answer(['a'])?.right).toBe(false)
    expect(answer(['a', 'b', 'c'])?.right).toBe(false)
  })
})

describe('order', () => {
  test('blames the line that stands before what it needs, and no other', async () => {
    const { judged } = await arrive('order')
    expect(judged(['two', 'one', 'three'])).toMatchObject({
      right: false,
      parts: [false, true, true],
    })
  })

  test('takes any order that keeps to after', async () => {
    const free = (form: string) =>
      form
        .replace('{ code: one,', '{ code: one, id: first,')
        .replace('{ code: three,', '{ code: three, after: [first],')
    const { answer } = await arrive('order', free)
    expect(answer(['two', 'one', 'three'])?.right).toBe(true)
    expect(answer(['three', 'one', 'two'])?.right).toBe(false)
  })

  test('is wrong with an extra line, and with one missing', async () => {
    const { judged } = await arrive('order')
    expect(judged(['one', 'two', 'three', 'four'])).toMatchObject({
      right: false,
      parts: [true, true, true, false],
    })
    expect(judged(['one', 'two'])?.right).toBe(false)
  })

  test('is never shown in its right order', async () => {
    const { view } = await arrive('order')
    if (view.kind !== 'order') throw new Error(view.kind)
    expect(view.lines.map(({ text }) => text).join(' ')).not.toMatch(/^one two three/)
  })
})

describe('gap', () => {
  test.each([
    ['print("hi")', true],
    [" print( 'hi' ) ", true],
    ["PRINT('hi')", false],
    ['puts', true],
    ['putss', false],
  ])('%s is judged %s', async (text, right) => {
    expect((await arrive('gap')).answer([text])?.right).toBe(right)
  })

  test('tells the reason of a known wrong answer, else the other one', async () => {
    const { judged } = await arrive('gap')
    expect(judged(['say'])?.reasons).toEqual(['SECRET say'])
    expect(judged(['???'])?.reasons).toEqual(['SECRET other'])
  })

  test('that is exact counts every character', async () => {
    const { answer } = await arrive('gap', (form) =>
      form.replace('- accept', '- exact: true\n        accept'),
    )
    expect(answer(["print('hi')"])?.right).toBe(true)
    expect(answer(['print("hi")'])?.right).toBe(false)
  })

  test('sets no long text against a regular expression', async () => {
    expect((await arrive('gap')).answer(['p'.repeat(201)])?.right).toBe(false)
  })
})

describe('output and run', () => {
  test('an output is compared line by line, without spaces at the ends', async () => {
    const { answer, view, lesson } = await arrive('output')
    expect(answer(['bye  \r\n\n'])?.right).toBe(true)
    expect(answer(['"bye"'])?.right).toBe(false)
    expect(view).toMatchObject({ file: { name: 'main.py' } })
    expect(JSON.stringify(view)).toContain('bye')
    expect(lesson.played).toEqual([
      {
        question: 'what',
        step: '02-run',
        program: 'main',
        files: { 'main.py': "print('bye')\n" },
        prints: 'bye\n',
      },
    ])
  })

  test('of the options of an output the one that is printed is right', async () => {
    const offered = (form: string) =>
      form.replace(
        /    why: .*\n    otherwise: .*\n/,
        '    options:\n      - { prints: bye, why: a }\n      - { prints: hello, why: b }\n',
      )
    const { answer } = await arrive('output', offered)
    expect(answer(['bye'])?.right).toBe(true)
    expect(answer(['hello'])?.right).toBe(false)
  })

  test('run asks for a part of the output', async () => {
    const { answer, view } = await arrive('run')
    expect(answer([' ell '])?.right).toBe(false)
    expect(answer(['ell'])?.right).toBe(true)
    expect(view).toMatchObject({ all: true, short: true, files: {} })
  })
})

describe('line and match', () => {
  test('a line is known by its number', async () => {
    const { answer, judged } = await arrive('line')
    expect(answer(['1'])?.right).toBe(true)
    expect(judged(['2'])).toBeUndefined()
  })

  test('each pair is judged for itself', async () => {
    const { judged } = await arrive('match')
    expect(judged(['one', 'one', 'three'])?.parts).toEqual([true, false, true])
    expect(judged(['one', 'two', 'three'])?.right).toBe(true)
  })

  test('what is chosen from a list of text shows no signs of code', async () => {
    const { judged } = await arrive('match', (form) => form.replace('right: one', "right: '`one`'"))
    expect(judged(['one', 'two', 'three'])?.right).toBe(true)
  })
})
