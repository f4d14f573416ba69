/** A lesson on paper: whole in itself, every link leading within it, and nothing that was recorded taken for markup. */
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { loadCourse, parseMarkdown, renderDocument } from '../../lessons/index.ts'
import type { Observation } from '../../lessons/index.ts'
import { readSource } from '../source.ts'
import { linesOf, text } from './html.ts'
import { printLesson } from './page.ts'
import { onPaper } from './prose.ts'
import { recordingOf } from './recording.ts'

const { paths } = readConfig([], {})
const course = await loadCourse(paths.lessons)

const output = (program: string, at: number, line: string) =>
  ({ type: 'output', program, at, stream: 'out', line }) satisfies Observation

/** The third step of the first lesson, as somebody hostile would print it. */
const seen: readonly Observation[] = [
  { type: 'started', program: 'subscriber', at: 1000 },
  output('subscriber', 1250, '<script>alert(1)</script>\u001b[31m'),
  { ...output('subscriber', 1300, 'Traceback'), stream: 'err' },
  { type: 'activity', program: 'subscriber', at: 1300, waits: 'redis' },
  { type: 'started', program: 'publisher', at: 1500 },
  ...Array.from({ length: 500 }, (_, at) => output('publisher', 1600 + at, `line ${at}`)),
  {
    ...{ type: 'published', at: 1700, program: 'publisher', connection: 2, id: 1, ms: 0.1 },
    ...{ channel: '<b>chat', kind: 'channel', message: '"&', size: 2, receivers: 0 },
  },
  {
    ...{ type: 'command', at: 1650, program: 'publisher', connection: 2, name: 'CLIENT SETINFO' },
    ...{ args: [], count: 2, reply: 'status', ms: 0.1 },
  },
  { type: 'ended', program: 'publisher', at: 2500, reason: { type: 'exit', code: 3 } },
]

async function page(lesson = course.lessons[0]): Promise<string> {
  if (lesson === undefined) throw new Error('There is no lesson.')
  const recordings = new Map([['03-two-programs', recordingOf(seen, 4000)]])
  const source = await readSource(lesson, paths)
  const versions = ['Python 3', 'Redis 7']
  return printLesson(source, {
    ...{ recordings, glossary: course.glossary, versions, day: '2026-01-02' },
  })
}

describe.each(course.lessons.map((lesson) => [lesson.id, lesson] as const))('%s', (_id, lesson) => {
  test('needs nothing from elsewhere, and runs nothing', async () => {
    const html = await page(lesson)
    expect(html).not.toMatch(/<script|<link|<iframe|\bon\w+=|url\(|@import|javascript:/i)
    for (const [, address] of html.matchAll(/\bsrc="([^"]*)"/g)) expect(address).toMatch(/^data:/)
  })

  test('every link within it leads somewhere, and every place is there once', async () => {
    const html = await page(lesson)
    const ids = [...html.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, to = ''] of html.matchAll(/\bhref="([^"]*)"/g))
      if (!/^https?:/.test(to)) expect(ids).toContain(to.slice(1))
  })

  test('has each step, each question and each answer', async () => {
    const html = await page(lesson)
    for (const { id } of lesson.steps) expect(html).toContain(`<section class="step" id="${id}">`)
    const [before = '', key = ''] = html.split('<section class="key"')
    const count = (source: string): number => source.match(/<h3>\d+\. /g)?.length ?? 0
    expect([count(before), count(key)]).toEqual([
      lesson.view.questions.length,
      lesson.view.questions.length,
    ])
  })
})

test('what programs print is text, with its time and how it ended', async () => {
  const html = await page()
  expect(html).toContain('<i>0.25</i><span>&lt;script&gt;alert(1)&lt;/script&gt;\u241b[31m</span>')
  expect(html).toContain('<span class="row err"><i>0.30</i><b>!</b><span>Traceback</span></span>')
  expect(html).toContain('waiting for Redis when the recording ended, at 3.00 s')
  expect(html).toContain('exited 3, at 1.50 s')
})

test('of a flood the middle is left out, and said so', async () => {
  const html = await page()
  expect(html).toContain('380 lines are left out here')
  expect(html.match(/<span>line \d+<\/span>/g)).toHaveLength(120)
})

test('what Redis did is a table; greetings of the client are not in it', async () => {
  const html = await page()
  expect(html).toContain(
    '<th>publisher.py</th><td>published <code>&quot;&amp;</code> to <code>&lt;b&gt;chat</code>: <b class="lost">0 received it</b></td>',
  )
  expect(html).not.toContain('SETINFO')
})

test('coloured code is cut into lines, each whole', () => {
  expect(linesOf('a<span class="x">b\nc</span>\n\nd')).toEqual([
    'a<span class="x">b</span>',
    '<span class="x">c</span>',
    '',
    'd',
  ])
  expect(linesOf('one\n')).toEqual(['one'])
})

test('control characters are shown', () => {
  expect(text('a\u0000\u007f\tb')).toBe('a\u2400\u2421\tb')
})

test('what stands in the quotes of a tag is no tag on paper either', () => {
  const around = { step: '01-a', listed: new Map(), terms: new Set<string>(), pictures: new Map() }
  const gone = renderDocument(parseMarkdown('![&lt;script>alert(1)&lt;/script>](gone.png) a > b'))
  expect(onPaper(gone, around)).toBe(
    '<p><em>&#x3C;script&#x3E;alert(1)&#x3C;/script&#x3E;</em> a > b</p>',
  )
})
