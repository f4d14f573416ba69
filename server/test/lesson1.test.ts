/** What lesson 1 says beside what its steps play: what happens when they are stopped, edited, run again. */
import { describe, expect, test } from 'vitest'
import type { Lab } from '../lab/index.ts'
import { arrive, edited, stepOf } from './lesson1.ts'

const note = (channel: string) =>
  `{'type': 'subscribe', 'pattern': None, 'channel': b'${channel}', 'data': 1}`
const message = (channel: string, data: string) =>
  `{'type': 'message', 'pattern': None, 'channel': b'${channel}', 'data': b'${data}'}`
const exit = (code: number) => ({ type: 'exit', code })

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
  /** The last wait stays as it is: something must be able to come. */
  const quick = (file: string) =>
    edited(id, file, ['time.sleep(1)', 'time.sleep(0.05 if i < 2 else 1)'])

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
    // It ends once the last one has come, however long that takes.
    const file = 'subscribe_first.py'
    const source = edited(id, file, [
      'time.sleep(1)',
      'time.sleep(0.05) if i < 2 else listener_thread.join(50)',
    ])[file]
    const last = `            if message['data'].endswith(b'3'): return\n`
    const patient = source?.replace(/^ +print\(f"Received.*\n/m, `$&${last}`) ?? ''
    expect(patient).toContain(last)
    for (let run = 0; run < 10; run += 1) {
      const mended = await play(id, 'subscribe-first', { [file]: patient }).ends()
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

describe.concurrent('a Redis that is stopped', () => {
  const id = '01-what-a-broker-is-for'
  const brokerIs = (lab: Lab, state: string) =>
    new Promise<void>((resolve) => {
      lab.onBroker((now) => {
        if (now === state) resolve()
      })
    })

  test('refuses, and answers again when it is started', async (context) => {
    const { lab, play } = await arrive(context)
    const stopped = brokerIs(lab, 'stopped')
    lab.switchBroker('stop')
    await stopped
    const refused = await play(id, 'hello').ends()
    expect(refused.lines.err.at(-1)).toBe(
      'redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.',
    )
    expect(refused.reason).toEqual(exit(1))
    const up = brokerIs(lab, 'up')
    lab.switchBroker('start')
    await up
    expect((await play(id, 'hello').ends()).lines.out[0]).toBe('Redis answers: True')
  })

  test('ends a subscriber with ConnectionError', async (context) => {
    const { lab, play } = await arrive(context)
    const subscriber = await play('03-two-programs', 'subscriber').prints(note('chat'))
    lab.switchBroker('stop')
    await subscriber.ends()
    expect(subscriber.lines.err.at(-1)).toMatch(/^redis\.exceptions\.ConnectionError: /)
  })
})
