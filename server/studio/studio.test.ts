/** The studio over HTTP: told of saves as they come, on this machine alone; what `npm start` serves has none of it. */
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openApp } from '../app.ts'
import { courseChecker, createJudge } from '../lessons/index.ts'
import { Store } from '../proof/index.ts'
import { courseAfter } from '../protocol/saved.ts'
import { StudioEvent } from '../protocol/studio.ts'
import type { StudioCourse } from '../protocol/studio.ts'
import { Learners } from './learners.ts'
import { LiveCourse } from './live.ts'
import { noLab } from './noLab.ts'
import { openStudio } from './studio.ts'
import type { Studio } from './studio.ts'
import { writeTwoLessons } from './written.fixture.ts'
import type { Written } from './written.fixture.ts'

let course: Written
let studio: Studio
let page: string
let leave: AbortController

beforeEach(async () => {
  course = await writeTwoLessons()
  page = await mkdtemp(join(tmpdir(), 'studio-page-'))
  await writeFile(join(page, 'index.html'), '<!doctype html><title>Page</title>')
  leave = new AbortController()
})
afterEach(async () => {
  leave.abort()
  await studio.dispose()
  await course.remove()
  await rm(page, { recursive: true })
})

async function open(): Promise<string> {
  studio = await openStudio({
    ...{ root: course.root, link: 'ed:{path}:{line}:{column}', port: 0, pool: noLab },
    ...{ page, shell: page, log: () => undefined },
    keep: join(page, 'read'),
    store: new Store({ folder: join(page, 'proof'), course: course.root, engine: '' }),
  })
  return `http://127.0.0.1:${studio.port}`
}

/** The course after each thing that the studio tells of it. */
async function* told(origin: string): AsyncGenerator<StudioCourse> {
  let known: StudioCourse | undefined
  const response = await fetch(`${origin}/studio/events`, { signal: leave.signal })
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = StudioEvent.parse(JSON.parse(text.slice('data: '.length, end)))
      if (event.type === 'course') known = event
      else if (event.type === 'saved' && known !== undefined) known = courseAfter(known, event)
      if (known !== undefined && event.type !== 'play') yield known
      text = text.slice(end + 2)
    }
  }
}

async function next(events: AsyncGenerator<StudioCourse>): Promise<StudioCourse> {
  const { value } = await events.next()
  if (value === undefined) throw new Error('the studio tells no more')
  return value as StudioCourse
}

test('a save is told with what changed, a mistake with its place, and the page is served so', async () => {
  const events = told(await open())
  expect(await next(events)).toMatchObject({ version: 1, mistakes: [], root: 'lessons' })
  await course.write('01-first/01-run/README.md', '# Run it\n\nNew.\n')
  const saved = await next(events)
  expect(saved).toMatchObject({
    changed: ['01-first'],
    saved: { paths: ['01-first/01-run/README.md'] },
  })
  expect(Date.now() - (saved.saved?.at ?? 0)).toBeLessThan(60_000)
  await course.write('01-first/01-run/step.yaml', 'programs:\n  main: { fil: main.py }\n')
  const { mistakes, changed } = await next(events)
  expect(changed).toEqual([])
  expect(mistakes).toMatchObject([
    {
      path: '01-first/01-run/step.yaml',
      href: `ed:${course.root}/01-first/01-run/step.yaml:2:11`,
      lesson: '01-first',
      step: '01-run',
      part: 'code',
      excerpt: [{ number: 1 }, { number: 2, text: '  main: { fil: main.py }' }],
    },
  ])
  await course.write('01-first/01-run/step.yaml', 'programs:\n  main: { file: main.py }\n')
  expect((await next(events)).mistakes).toEqual([])
})

test('it starts with mistakes, and with no lessons at all', async () => {
  await course.write('01-first/lesson.yaml', 'titel: x\n')
  await course.write('02-second/01-read/README.md', 'No title.\n')
  const events = told(await open())
  const { mistakes, lessons } = await next(events)
  expect(mistakes.length).toBeGreaterThan(1)
  expect(lessons.map(({ id }) => id)).toEqual(['01-first', '02-second'])
  await rename(course.root, `${course.root}.away`)
  expect(await next(events)).toMatchObject({ lessons: [], mistakes: [{ path: '.' }] })
  await course.write('01-first/01-run/README.md', '# Back\n\nAgain.\n')
  for (;;) {
    const { lessons: back } = await next(events)
    if (back.some(({ steps }) => steps.some(({ title }) => title === 'Back'))) break
  }
})

function status(origin: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${origin}/studio/`, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

test('no other site, and no other name of this machine, is answered', async () => {
  const origin = await open()
  expect(await status(origin, {})).toBe(200)
  expect(await status(origin, { host: 'evil.example' })).toBe(403)
  expect(await status(origin, { origin: 'http://evil.example' })).toBe(403)
  expect(await status(origin, { origin })).toBe(200)
})

test('what learners are served has no studio', async () => {
  await open()
  const live = new LiveCourse(courseChecker(course.root))
  const app = await openApp(
    {
      ...{ course: live, pool: noLab, progress: new Learners(live), judge: createJudge },
      ...{ page, log: () => undefined },
    },
    { host: '127.0.0.1', port: 0 },
  )
  const answers = await Promise.all(
    ['/studio', '/studio/', '/studio/events'].map((path) =>
      fetch(`http://127.0.0.1:${app.port}${path}`),
    ),
  )
  expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404])
  await app.dispose()
})
