/** Lesson 1 as written: the source programs word for word, a question of each kind, no answer given away. */
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { solutionOf } from '../protocol/index.ts'
import type { QuestionView, Sheet } from '../protocol/index.ts'
import type { Lesson } from './lesson.ts'
import { checkCourse, loadCourse } from './load.ts'

const root = fileURLToPath(new URL('../../lessons', import.meta.url))
let lesson: Lesson | undefined

beforeAll(async () => {
  lesson = (await loadCourse(root)).find('01-redis-as-a-broker')
})

function file(step: string, name: string): string | undefined {
  return lesson?.view.steps.find(({ id }) => id === step)?.files.find((one) => one.name === name)
    ?.text
}

test('no lesson has an error or a warning', async () => {
  expect((await checkCourse(root)).mistakes).toEqual([])
})

describe('the source programs', () => {
  test('the concept program is kept word for word', () => {
    expect(file('02-too-early', 'main.py')).toBe(`import redis
r = redis.Redis(host='localhost', port=6379, db=0)
r.publish('channel_name', 'message')
pubsub = r.pubsub()
pubsub.subscribe('channel_name')
for message in pubsub.listen():
    print(message)
`)
  })

  test('the fragments end files that begin with their prelude', () => {
    expect(file('03-two-programs', 'publisher.py')).toMatch(
      /^import redis\n[^]*\nr\.publish\('chat', 'Hello everyone!'\)\n$/,
    )
    expect(file('03-two-programs', 'subscriber.py')).toMatch(
      /^import redis\n[^]*\npubsub\.subscribe\('chat'\)\nfor msg in pubsub\.listen\(\):\n {4}print\(msg\)\n$/,
    )
  })

  test('the threaded script is kept word for word', () => {
    expect(file('05-two-threads', 'main.py')).toBe(`import redis
import threading
import time

r = redis.Redis(host='localhost', port=6379, db=0)

# Function to listen for messages
def listen():
    pubsub = r.pubsub()
    pubsub.subscribe('notifications')
    for message in pubsub.listen():
        if message['type'] == 'message':
            print(f"Received: {message['data'].decode()}")

# Start listener in a separate thread
listener_thread = threading.Thread(target=listen, daemon=True)
listener_thread.start()

# Simulate sending messages
for i in range(3):
    msg = f"Notification {i+1}"
    r.publish('notifications', msg)
    print(f"Sent: {msg}")
    time.sleep(1)
`)
  })
})

describe('the steps', () => {
  test('offer the ten runs and the switch of Redis where they are taught', () => {
    const steps = lesson?.view.steps ?? []
    expect(steps.filter(({ repeat }) => repeat?.times === 10).map(({ id }) => id)).toEqual([
      '05-two-threads',
    ])
    expect(steps.filter(({ redisSwitch }) => redisSwitch).map(({ id }) => id)).toEqual([
      '01-what-a-broker-is-for',
    ])
  })

  test('serve Django apps in three of them, their dull files unseen, its pages to be visited', () => {
    const served = (lesson?.view.steps ?? []).filter(({ programs }) =>
      programs.some(({ app }) => app),
    )
    expect(served.map(({ files }) => files.map(({ name }) => name))).toEqual(
      Array.from({ length: 3 }, () => ['views.py', 'publisher.py']),
    )
    expect(
      served.flatMap(({ programs }) => programs.flatMap(({ app }) => app?.visits.join(' ') ?? [])),
    ).toEqual(['/ /listen/', '/ /listen/', '/publish/ /poll/', '/listen/'])
  })

  test('speak plainly: no exclamation marks, no frequency, none of the words we leave out', () => {
    for (const step of lesson?.view.steps ?? []) {
      const prose = step.html.replace(/<code[^]*?<\/code>/g, '').replace(/<[^>]+>/g, '')
      expect(prose).not.toMatch(/!|%|\b(oops|please|simply|invalid|you forgot)\b/i)
    }
  })
})

describe('the questions', () => {
  const questions = () => lesson?.view.questions ?? []
  const sheetOf = (view: QuestionView): Sheet | undefined =>
    lesson?.judge(view.id, someAnswer(view))?.sheet

  test('are the five of the lesson with four options each, and one of each further kind', () => {
    expect(questions().map(({ id, kind }) => [id, kind])).toEqual([
      ['role', 'single'],
      ['send', 'single'],
      ['text', 'single'],
      ['freeze', 'single'],
      ['responsive', 'single'],
      ['note', 'multiple'],
      ['order', 'order'],
      ['fill', 'gap'],
      ['bytes', 'output'],
      ['where', 'line'],
      ['returns', 'match'],
      ['receivers', 'run'],
    ])
    for (const question of questions().slice(0, 5))
      expect('options' in question && question.options).toHaveLength(4)
  })

  test('have a right answer, steps, mistakes and a check', () => {
    for (const view of questions()) {
      const sheet = sheetOf(view)
      if (sheet === undefined) throw new Error(`no sheet of ${view.id}`)
      expect(lesson?.judge(view.id, solutionOf(sheet.rule))?.right).toBe(true)
      expect([sheet.worked.length, sheet.mistakes.length, sheet.check]).toEqual([
        expect.any(Number),
        expect.any(Number),
        expect.stringMatching(/./),
      ])
    }
  })

  test('do not give their answers away in what the page is sent', () => {
    const sent = JSON.stringify(lesson?.view)
    for (const view of questions()) {
      for (const reason of Object.values(sheetOf(view)?.why ?? { none: 'nothing' }))
        expect(sent).not.toContain(JSON.stringify(reason).slice(1, -1))
    }
    expect(sent).not.toMatch(/"(rule|otherwise|accept)"/)
  })

  test('with one right option do not always have it in one place', () => {
    const places = questions().flatMap((view) =>
      view.kind === 'single'
        ? [view.options.findIndex(({ key }) => lesson?.judge(view.id, [key])?.right)]
        : [],
    )
    expect(new Set(places).size).toBeGreaterThan(2)
  })
})

/** Any answer, for the sheet that comes with its verdict. */
function someAnswer(view: QuestionView): string[] {
  if (view.kind === 'match') return view.left.map(() => view.right[0]?.key ?? '')
  if (view.kind === 'gap') return view.rules.map(() => '?')
  if ('options' in view && view.options !== undefined) return [view.options[0]?.key ?? '']
  return 'lines' in view ? [view.lines[0]?.key ?? ''] : ['?']
}
