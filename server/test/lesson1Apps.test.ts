/** What lesson 1 says of its Django apps beside what its steps play: who leaves, who comes again, what is edited. */
import { describe, expect, test } from 'vitest'
import { arrive, edited, reads, stepOf, type Play } from './lesson1.ts'
import type { Played } from './play.ts'

/** A publisher starts in a fifth of a second, and later on a busy machine. */

const answers = (run: Played, program: string) =>
  run
    .until(() => run.beats.some((beat) => beat.type === 'answered' && beat.ms < 1000))
    .then(() => program)

/** Resolves once the view holds the app's thread, in which it waits for `what`, and a beat has been given up since. */
async function freezes(run: Played, what: string): Promise<void> {
  await run.waits(what)
  const before = run.beats.length
  // One before that may only have been late.
  await run.until(({ beats }) => beats.slice(before).at(-1)?.type === 'timeout')
}

const kinds = async (run: Played, count: number) =>
  (await run.nextBeats(count)).map((beat) => beat.type)

/** What the step's publisher prints, started once more. A thread that a view started may yet have to subscribe: ask again. */
const publishes = async (play: Play, id: string): Promise<string[]> =>
  (await play(id, 'publisher').ends()).lines.out

describe.concurrent('06 the frozen page', () => {
  const id = '06-the-frozen-page'

  test('the page answers until the visit, then never again, though the message arrives', async (context) => {
    const { play, visit } = await arrive(context)
    const app = play(id, 'app')
    await answers(app, 'app')
    expect(reads(await visit(id, '/').over)).toBe('Still here.')
    const { over, leave } = visit(id, '/listen/')
    await freezes(app, 'redis')
    expect(await kinds(app, 4)).toEqual(['timeout', 'timeout', 'timeout', 'timeout'])
    leave()
    expect((await over).type).toBe('left')
    expect(await kinds(app, 8)).toEqual(Array.from({ length: 8 }, () => 'timeout'))
    expect((await play(id, 'publisher').ends()).lines.out).toEqual(['received by 1'])
    await app.prints('Received: Anyone there?')
    expect(await kinds(app, 4)).toEqual(['timeout', 'timeout', 'timeout', 'timeout'])
    await app.waits('redis')
    app.stop()
    expect((await app.ends()).reason).toEqual({ type: 'stopped' })
  })

  test('without a Redis the view fails instead of waiting', async (context) => {
    const { lab, play, visit } = await arrive(context)
    const app = play(id, 'app')
    await answers(app, 'app')
    lab.switchBroker('stop')
    expect(await visit(id, '/listen/').over).toMatchObject({ type: 'answered', status: 500 })
  })
})

describe.concurrent('07 a thread beside it', () => {
  const id = '07-a-thread-beside'

  test('each visit starts one more listener', async (context) => {
    const { play, visit } = await arrive(context)
    const app = play(id, 'app')
    await answers(app, 'app')
    await visit(id, '/listen/').over
    await visit(id, '/listen/').over
    await context.expect.poll(() => publishes(play, id)).toEqual(['received by 2'])
    const before = app.lines.out.length
    expect(await publishes(play, id)).toEqual(['received by 2'])
    await app.until(({ lines }) => lines.out.length >= before + 2)
  })
})

describe.concurrent('08 other tries', () => {
  const id = '08-other-tries'

  test('slow polling freezes the page, and the message comes late', async (context) => {
    const { play, visit } = await arrive(context)
    const app = play(id, 'app')
    await answers(app, 'app')
    visit(id, '/poll/')
    await freezes(app, 'sleep')
    expect(await kinds(app, 2)).toEqual(['timeout', 'timeout'])
    // Each look takes one message: two published together are read a whole sleep apart.
    const twice = { 'publisher.py': (stepOf(id).files['publisher.py'] ?? '').repeat(2) }
    await play(id, 'publisher', twice).ends()
    const isMessage = (line: string): boolean => line === 'Received: Anyone there?'
    await app.until(({ lines }) => lines.out.filter(isMessage).length === 2)
    const [first = 0, second = 0] = app.cameAt.out.filter((_, at) =>
      isMessage(app.lines.out[at] ?? ''),
    )
    // Three seconds; lines are stamped when they are read: on a busy machine the first one later than it was written.
    expect(second - first).toBeGreaterThan(1000)
  })
})

describe.concurrent('08 a thread for each visit', () => {
  const id = '08-other-tries'
  const heard = (count: number) => ['updates received by 0', `alerts received by ${count}`]

  test('three visitors who left go on listening, and the page answers', async (context) => {
    const { play, visit } = await arrive(context)
    const app = play(id, 'threaded')
    await answers(app, 'threaded')
    const visits = [1, 2, 3].map(() => visit(id, '/listen/'))
    await context.expect.poll(() => publishes(play, id)).toEqual(heard(3))
    for (const { leave } of visits) leave()
    expect((await Promise.all(visits.map(({ over }) => over))).map(({ type }) => type)).toEqual([
      ...['left', 'left', 'left'],
    ])
    const before = app.lines.out.length
    expect(await publishes(play, id)).toEqual(heard(3))
    await app.until(({ lines }) => lines.out.length >= before + 3)
    expect(app.lines.out.slice(-3)).toEqual(
      Array.from({ length: 3 }, () => 'Received: Anyone there?'),
    )
    const beats = app.beats.length
    await app.until(
      (run) => run.beats.slice(beats).filter(({ type }) => type === 'answered').length >= 4,
    )
  })

  test('a visit that ends by itself gives its subscription back', async (context) => {
    const { play, visit } = await arrive(context)
    const loop = `    for message in pubsub.listen():
        if message['type'] == 'message':
            print(f"Received: {message['data'].decode()}")
`
    // What was confirmed, and the first message, however long the publisher takes to start.
    const ending = `    for _ in range(2):
        pubsub.get_message(timeout=100)
    pubsub.close()
`
    const app = play(id, 'threaded', edited(id, 'views.py', [loop, ending]))
    await answers(app, 'threaded')
    const { over } = visit(id, '/listen/')
    await context.expect.poll(() => publishes(play, id)).toEqual(heard(1))
    expect(reads(await over)).toBe('Done listening.')
    expect(await publishes(play, id)).toEqual(heard(0))
  })
})

describe.concurrent('programs that go on from earlier steps', () => {
  test('are not heard in later ones: each step has a port and a channel of its own', async (context) => {
    const { play, visit } = await arrive(context)
    const frozen = play('06-the-frozen-page', 'app')
    await answers(frozen, 'app')
    visit('06-the-frozen-page', '/listen/')
    await freezes(frozen, 'redis')
    await answers(play('07-a-thread-beside', 'app'), 'app')
    await visit('07-a-thread-beside', '/listen/').over
    // Three Django apps at once are close to a lab's memory limit.
    frozen.stop()
    await frozen.ends()
    await answers(play('08-other-tries', 'app'), 'app')
    expect(reads(await visit('08-other-tries', '/publish/').over)).toBe('received by 0')
    const heard = await play('07-a-thread-beside', 'publisher').ends()
    expect(heard.lines.out).toEqual(['received by 1'])
  })
})
