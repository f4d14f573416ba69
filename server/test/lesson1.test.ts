/** Lesson 1, played: every program of every step does in a real lab what its text says. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestContext } from 'vitest'
import { readConfig } from '../config.ts'
import { openPool } from '../lab/index.ts'
import type { Lab, Pool } from '../lab/index.ts'
import { loadCourse } from '../lessons/index.ts'
import type { Lesson, Step } from '../lessons/index.ts'
import { Played } from './play.ts'

const { paths } = readConfig([], {})
let lesson: Lesson
let pool: Pool

beforeAll(async () => {
  const course = await loadCourse(paths.lessons)
  const found = course.find('01-redis-as-a-broker')
  if (!found) throw new Error('lesson 1 is not there')
  lesson = found
  pool = await openPool({ paths, log: () => undefined, warm: 2, capacity: 6 })
})
afterAll(() => pool.dispose())

/** Starts a program of a step, with the learner's changes to its files. */
type Play = (id: string, program: string, changes?: Readonly<Record<string, string>>) => Played

/**
 * Each test has a lab of its own: most of their time they wait, and can do so side by side. It is given
 * back when the test has ended.
 */
async function arrive({ onTestFinished }: TestContext): Promise<{ lab: Lab; play: Play }> {
  const lab = await pool.take(() => undefined).lab
  if (!lab) throw new Error('no lab')
  onTestFinished(async () => {
    lab.dispose()
    await lab.closed
  })
  const play: Play = (id, name, files = {}) => {
    const step = stepOf(id)
    const program = step.programs.find((one) => one.id === name)
    if (!program) throw new Error(`no program ${name} in ${id}`)
    return new Played().begin(lab, { step, program, files })
  }
  return { lab, play }
}

function stepOf(id: string): Step {
  const step = lesson.steps.find((one) => one.id === id)
  if (!step) throw new Error(`no step ${id}`)
  return step
}

/** A file of a step with one piece of it replaced, as a learner would edit it. */
function edited(
  id: string,
  file: string,
  [from, to]: readonly [string, string],
): Record<string, string> {
  const source = stepOf(id).files[file] ?? ''
  expect(source).toContain(from)
  return { [file]: source.replace(from, to) }
}

const note = (channel: string) =>
  `{'type': 'subscribe', 'pattern': None, 'channel': b'${channel}', 'data': 1}`
const message = (channel: string, data: string) =>
  `{'type': 'message', 'pattern': None, 'channel': b'${channel}', 'data': b'${data}'}`
const exit = (code: number) => ({ type: 'exit', code })

describe.concurrent('01 what a broker is for', () => {
  test('Redis answers', async (context) => {
    const { play } = await arrive(context)
    const hello = await play('01-what-a-broker-is-for', 'hello').ends()
    expect(hello.lines.out[0]).toBe('Redis answers: True')
    expect(hello.reason).toEqual(exit(0))
  })
})

describe.concurrent('02 too early', () => {
  const id = '02-too-early'

  test('its own message is never seen, and Stop ends it as Ctrl+C does', async (context) => {
    const { play } = await arrive(context)
    const main = await play(id, 'main').prints(note('channel_name'))
    await main.waits('redis')
    main.stop()
    await main.ends()
    expect(main.lines.out).toEqual([note('channel_name')])
    expect(main.lines.err.at(-1)).toBe('KeyboardInterrupt')
    expect(main.reason).toEqual({ type: 'stopped' })
  })

  test('with one line moved, it receives its message', async (context) => {
    const { play } = await arrive(context)
    const publish = "r.publish('channel_name', 'message')\n"
    const source = (stepOf(id).files['main.py'] ?? '').replace(publish, '')
    const moved = source.replace('for message', `${publish}for message`)
    const main = await play(id, 'main', { 'main.py': moved }).prints(
      message('channel_name', 'message'),
    )
    expect(main.lines.out).toEqual([note('channel_name'), message('channel_name', 'message')])
  })
})

describe.concurrent('03 two programs', () => {
  const id = '03-two-programs'

  test('the subscriber prints the note and every message, as often as the publisher runs', async (context) => {
    const { play } = await arrive(context)
    const subscriber = await play(id, 'subscriber').prints(note('chat'))
    const first = await play(id, 'publisher').ends()
    expect([first.lines.out, first.reason]).toEqual([[], exit(0)])
    await subscriber.prints(message('chat', 'Hello everyone!'))
    await play(id, 'publisher').ends()
    await subscriber.until(({ lines }) => lines.out.length === 3)
    expect(subscriber.reason).toBeUndefined()
  })

  test('publish returns how many received it', async (context) => {
    const { play } = await arrive(context)
    const call = "r.publish('chat', 'Hello everyone!')"
    const printed = edited(id, 'publisher.py', [call, `print(${call})`])
    expect((await play(id, 'publisher', printed).ends()).lines.out).toEqual(['0'])
    await play(id, 'subscriber').prints(note('chat'))
    expect((await play(id, 'publisher', printed).ends()).lines.out).toEqual(['1'])
  })
})

describe.concurrent('04 bytes and text', () => {
  const id = '04-bytes-and-text'

  test('chat.py waits in silence, prints the text, and ends', async (context) => {
    const { play } = await arrive(context)
    const chat = await play(id, 'chat').waits('redis')
    expect(chat.lines).toEqual({ out: [], err: [] })
    expect((await play(id, 'publisher').ends()).lines.out).toEqual(['received by 1'])
    await chat.ends()
    expect([chat.lines.out, chat.reason]).toEqual([['Received: Hello everyone'], exit(0)])
  })

  test('without decode, the b is there', async (context) => {
    const { play } = await arrive(context)
    const chat = await play(id, 'chat', edited(id, 'chat.py', ['.decode()', ''])).waits('redis')
    await play(id, 'publisher').ends()
    expect((await chat.ends()).lines.out).toEqual(["Received: b'Hello everyone'"])
  })

  test('without the question for the type, the note cannot be decoded', async (context) => {
    const { play } = await arrive(context)
    const changed = edited(id, 'chat.py', ["if message['type'] == 'message':", 'if True:'])
    const chat = await play(id, 'chat', changed).ends()
    expect(chat.lines.err.at(-1)).toBe("AttributeError: 'int' object has no attribute 'decode'")
    expect(chat.reason).toEqual(exit(1))
  })
})

describe.concurrent('05 two threads', () => {
  const id = '05-two-threads'
  const quick = (file: string) => edited(id, file, ['time.sleep(1)', 'time.sleep(0.05)'])

  test('main.py as it is ends after three notifications, of which the last two arrive', async (context) => {
    const { play } = await arrive(context)
    const main = await play(id, 'main').ends()
    expect(main.reason).toEqual(exit(0))
    const sorted = main.lines.out.toSorted()
    expect(sorted.filter((line) => line !== 'Received: Notification 1')).toEqual([
      'Received: Notification 2',
      'Received: Notification 3',
      'Sent: Notification 1',
      'Sent: Notification 2',
      'Sent: Notification 3',
    ])
  })

  test('the count of the button is the count of lost first notifications', async (context) => {
    const { play } = await arrive(context)
    const count = stepOf(id).repeat?.count
    const judged: boolean[] = []
    for (let run = 0; run < 10; run += 1) {
      const main = await play(id, 'main', quick('main.py')).ends()
      const lost = !main.lines.out.includes('Received: Notification 1')
      judged.push(count !== undefined && main.shows('main', count) === lost)
    }
    expect(judged).toEqual(Array.from({ length: 10 }, () => true))
  })

  test('subscribe_first.py loses nothing', async (context) => {
    const { play } = await arrive(context)
    for (let run = 0; run < 10; run += 1) {
      const mended = await play(id, 'subscribe-first', quick('subscribe_first.py')).ends()
      expect(mended.lines.out.toSorted()).toEqual([
        'Received: Notification 1',
        'Received: Notification 2',
        'Received: Notification 3',
        'Sent: Notification 1',
        'Sent: Notification 2',
        'Sent: Notification 3',
      ])
    }
  })
})

describe.concurrent('06 Redis must be running', () => {
  const id = '06-redis-must-be-running'
  const brokerIs = (lab: Lab, state: string) =>
    new Promise<void>((resolve) => {
      lab.onBroker((now) => {
        if (now === state) resolve()
      })
    })

  test('a stopped Redis refuses, and a started one answers again', async (context) => {
    const { lab, play } = await arrive(context)
    const stopped = brokerIs(lab, 'stopped')
    lab.switchBroker('stop')
    await stopped
    const refused = await play(id, 'publisher').ends()
    expect(refused.lines.err.at(-1)).toBe(
      'redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.',
    )
    expect(refused.reason).toEqual(exit(1))
    const up = brokerIs(lab, 'up')
    lab.switchBroker('start')
    await up
    expect((await play(id, 'publisher').ends()).lines.out).toEqual(['received by 0'])
  })

  test('a subscriber that loses its Redis ends with ConnectionError', async (context) => {
    const { lab, play } = await arrive(context)
    const subscriber = await play(id, 'subscriber').prints(note('status'))
    lab.switchBroker('stop')
    await subscriber.ends()
    expect(subscriber.lines.err.at(-1)).toMatch(/^redis\.exceptions\.ConnectionError: /)
  })
})

const answers = (run: Played, program: string) =>
  run
    .until(() => run.beats.some((beat) => beat.type === 'answered' && beat.ms < 1000))
    .then(() => program)

const kinds = async (run: Played, count: number) =>
  (await run.nextBeats(count)).map((beat) => beat.type)

describe.concurrent('07 the frozen page', () => {
  const id = '07-the-frozen-page'

  test('the page answers until the visit, then never again, though the message arrives', async (context) => {
    const { play } = await arrive(context)
    const app = play(id, 'app')
    await answers(app, 'app')
    const visitor = await play(id, 'visitor').ends()
    expect(visitor.lines.out).toEqual([
      'opens /',
      'reads: Still here.',
      'opens /listen/',
      'leaves: no answer for 3 s',
    ])
    expect(await kinds(app, 3)).toEqual(['timeout', 'timeout', 'timeout'])
    expect((await play(id, 'publisher').ends()).lines.out).toEqual(['received by 1'])
    await app.prints('Received: Anyone there?')
    expect(await kinds(app, 2)).toEqual(['timeout', 'timeout'])
    expect(app.waitsFor).toBe('redis')
  })

  test('without a Redis the view fails instead of waiting', async (context) => {
    const { lab, play } = await arrive(context)
    const app = play(id, 'app')
    await answers(app, 'app')
    lab.switchBroker('stop')
    const patient = edited(id, 'visitor.py', ['timeout=3', 'timeout=12'])
    const visitor = await play(id, 'visitor', patient).ends()
    expect(visitor.lines.err.at(-1)).toContain('HTTP Error 500')
  })
})

describe.concurrent('08 a thread beside it', () => {
  const id = '08-a-thread-beside'

  test('the page goes on answering, and the message is printed', async (context) => {
    const { play } = await arrive(context)
    const app = play(id, 'app')
    await answers(app, 'app')
    expect((await play(id, 'visitor').ends()).lines.out.at(-1)).toBe('reads: Listening.')
    expect((await play(id, 'publisher').ends()).lines.out).toEqual(['received by 1'])
    await app.prints('Received: Anyone there?')
    expect(await kinds(app, 3)).toEqual(['answered', 'answered', 'answered'])
  })

  test('a view that joins its thread freezes the page again', async (context) => {
    const { play } = await arrive(context)
    const joined = edited(id, 'views.py', [
      '    threading.Thread(target=wait_for_messages, daemon=True).start()',
      '    thread = threading.Thread(target=wait_for_messages, daemon=True)\n    thread.start()\n    thread.join()',
    ])
    const app = play(id, 'app', joined)
    await answers(app, 'app')
    expect((await play(id, 'visitor').ends()).lines.out.at(-1)).toBe('leaves: no answer for 3 s')
    expect(await kinds(app, 2)).toEqual(['timeout', 'timeout'])
  })

  test('each visit starts one more listener', async (context) => {
    const { play } = await arrive(context)
    const app = play(id, 'app')
    await answers(app, 'app')
    await play(id, 'visitor').ends()
    await play(id, 'visitor').ends()
    expect((await play(id, 'publisher').ends()).lines.out).toEqual(['received by 2'])
    await app.until(
      ({ lines }) => lines.out.filter((line) => line === 'Received: Anyone there?').length === 2,
    )
  })
})

describe.concurrent('09 two other tries', () => {
  const id = '09-two-other-tries'

  test('publishing alone answers, and nobody has heard it', async (context) => {
    const { play } = await arrive(context)
    const app = play(id, 'app')
    await answers(app, 'app')
    expect((await play(id, 'publish').ends()).lines.out.at(-1)).toBe('reads: received by 0')
    expect(await kinds(app, 2)).toEqual(['answered', 'answered'])
    expect(app.lines.out.filter((line) => line.startsWith('Received'))).toEqual([])
  })

  test('slow polling freezes the page, and the message comes late', async (context) => {
    const { play } = await arrive(context)
    const app = play(id, 'app')
    await answers(app, 'app')
    expect((await play(id, 'poll').ends()).lines.out.at(-1)).toBe('leaves: no answer for 3 s')
    expect(await kinds(app, 2)).toEqual(['timeout', 'timeout'])
    expect(app.waitsFor).toBe('sleep')
    // Each look takes one message: two published together are read a whole sleep apart.
    const twice = { 'publisher.py': (stepOf(id).files['publisher.py'] ?? '').repeat(2) }
    await play(id, 'publisher', twice).ends()
    const isMessage = (line: string): boolean => line === 'Received: Anyone there?'
    await app.until(({ lines }) => lines.out.filter(isMessage).length === 2)
    const [first = 0, second = 0] = app.cameAt.out.filter((_, at) =>
      isMessage(app.lines.out[at] ?? ''),
    )
    // Lines are stamped when they are read: on a busy machine the first one later than it was written.
    expect(second - first).toBeGreaterThan(4000)
  })
})

describe.concurrent('programs that go on from earlier steps', () => {
  test('are not heard in later ones: each step has a port and a channel of its own', async (context) => {
    const { play } = await arrive(context)
    const frozen = play('07-the-frozen-page', 'app')
    await answers(frozen, 'app')
    await play('07-the-frozen-page', 'visitor').ends()
    await answers(play('08-a-thread-beside', 'app'), 'app')
    await play('08-a-thread-beside', 'visitor').ends()
    // Three Django apps at once are close to a lab's memory limit.
    frozen.stop()
    await frozen.ends()
    await answers(play('09-two-other-tries', 'app'), 'app')
    const visitor = await play('09-two-other-tries', 'publish').ends()
    expect(visitor.lines.out.at(-1)).toBe('reads: received by 0')
    const heard = await play('08-a-thread-beside', 'publisher').ends()
    expect(heard.lines.out).toEqual(['received by 1'])
  })
})
