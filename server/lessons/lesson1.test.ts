/** Lesson 1 as written: the source programs word for word, five questions, no answer given away. */
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
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
      '06-redis-must-be-running',
    ])
  })

  test('serve a Django app four times, its dull files unseen, its pages to be visited', () => {
    const served = (lesson?.view.steps ?? []).filter(({ programs }) =>
      programs.some(({ app }) => app),
    )
    expect(served.map(({ files }) => files.map(({ name }) => name))).toEqual(
      Array.from({ length: 4 }, () => ['views.py', 'publisher.py']),
    )
    expect(
      served.flatMap(({ programs }) => programs.flatMap(({ app }) => app?.visits.join(' ') ?? [])),
    ).toEqual(['/ /listen/', '/ /listen/', '/ /publish/ /poll/', '/ /listen/'])
  })

  test('speak plainly: no exclamation marks, no frequency, none of the words we leave out', () => {
    for (const step of lesson?.view.steps ?? []) {
      const prose = step.html.replace(/<code[^]*?<\/code>/g, '').replace(/<[^>]+>/g, '')
      expect(prose).not.toMatch(/!|%|\b(oops|please|simply|invalid|you forgot)\b/i)
    }
  })
})

describe('the questions', () => {
  test('are the five of the lesson, with four options each', () => {
    expect(lesson?.view.questions.map(({ id, options }) => [id, options.length])).toEqual([
      ['role', 4],
      ['send', 4],
      ['text', 4],
      ['freeze', 4],
      ['responsive', 4],
    ])
  })

  test('are judged right once each, with a reason per option, steps, mistakes and a check', () => {
    for (const { id, options } of lesson?.view.questions ?? []) {
      const judged = options.map(({ key }) => lesson?.judge(id, key))
      expect(judged.filter((judgement) => judgement?.right)).toHaveLength(1)
      const one = judged[0]
      expect(Object.keys(one?.why ?? {}).toSorted()).toEqual(
        options.map(({ key }) => key).toSorted(),
      )
      expect([one?.worked.length, one?.mistakes.length, one?.check]).toEqual([
        expect.any(Number),
        expect.any(Number),
        expect.stringMatching(/./),
      ])
    }
  })

  test('do not give their answers away in what the page is sent', () => {
    const sent = JSON.stringify(lesson?.view)
    for (const { id, options } of lesson?.view.questions ?? []) {
      const judgement = lesson?.judge(id, options[0]?.key ?? '')
      for (const reason of Object.values(judgement?.why ?? { none: 'nothing' })) {
        expect(sent).not.toContain(JSON.stringify(reason).slice(1, -1))
      }
    }
    expect(sent).not.toContain('rightKey')
  })

  test('do not always have their right answer in one place', () => {
    const places = (lesson?.view.questions ?? []).map(({ id, options }) =>
      options.findIndex(({ key }) => lesson?.judge(id, key)?.right),
    )
    expect(new Set(places).size).toBeGreaterThan(2)
  })
})
