/** Events folded into lanes: who listens, what was sent, what each thread did. */
import { describe, expect, it } from 'vitest'
import { APP, PUB, Script, YOURS, flood, twoPrograms } from '../fixture.ts'
import { Fold } from './fold.ts'
import { forget } from './forget.ts'

const news = (fold: Fold) => fold.broker.channel('channel', 'news')

describe('the broker', () => {
  it('counts who listens, connection by connection', () => {
    const fold = twoPrograms()
      .subscribe(600, { ...APP, connection: 17 })
      .unsubscribe(700, APP)
      .tell(800, { type: 'disconnected', at: 800, ...APP, connection: 17, by: 'program' })
      .fold()
    expect(news(fold).wire.map(({ at, count }) => [at, count])).toEqual([
      [500, 1],
      [600, 2],
      [700, 1],
      [800, 0],
    ])
  })

  it('begins when a publish was sent, not when it was told with its reply', () => {
    const fold = new Script().publish(1000, YOURS, 'by hand').fold()
    expect([fold.first, fold.last]).toEqual([1000, 1000])
  })

  it('gives a publish the deliveries that came before it was told', () => {
    const [publish] = news(
      twoPrograms()
        .publish(1000, PUB, { say: 'hello', to: [APP] })
        .fold(),
    ).publishes
    expect(publish?.receivers).toBe(1)
    expect(publish?.deliveries.map(({ to, ms }) => [to.program, ms])).toEqual([['app', 0.4]])
  })

  it('gives no publish a delivery that one of several caused', () => {
    const got = {
      at: 1001,
      ...APP,
      channel: 'news',
      kind: 'channel',
      message: 'x',
      size: 1,
    } as const
    const fold = twoPrograms()
      .publish(1000, PUB, 'x')
      .publish(1000.2, PUB, 'x')
      .tell(1001, { type: 'delivered', ...got, oneOf: [1, 2], ms: 1 })
      .fold()
    expect(
      news(fold).publishes.map(({ deliveries, maybe }) => [deliveries.length, maybe.length]),
    ).toEqual([
      [0, 1],
      [0, 1],
    ])
  })

  it('keeps the order of time where a reply came late', () => {
    const base = { ...PUB, channel: 'news', kind: 'channel', message: 'x', size: 1, ms: 9 } as const
    const fold = twoPrograms()
      .tell(2000, { type: 'published', at: 1990, id: 2, receivers: 0, ...base })
      .tell(2001, { type: 'published', at: 1000, id: 1, receivers: 0, ...base })
      .fold()
    expect(news(fold).publishes.map(({ id }) => id)).toEqual([1, 2])
  })

  it('takes what another step publishes for nobody’s lane, and counts its listeners', () => {
    const other = { program: 'app', run: 9, connection: 30 }
    const fold = twoPrograms()
      .tell(900, {
        type: 'run',
        run: 9,
        of: { lesson: 'l', step: 'other', program: 'app' },
        number: 1,
      })
      .subscribe(950, other)
      .fold()
    expect(news(fold).subscribers.size).toBe(2)
    expect(fold.programOf(other)).toBeUndefined()
    expect(fold.isOurs(other)).toBe(false)
  })

  it('forgets who listened when the lab is lost', () => {
    const fold = twoPrograms()
      .tell(900, { type: 'lab', lab: { type: 'lost', say: 'gone' } })
      .fold()
    expect(news(fold).wire.at(-1)?.count).toBe(0)
  })
})

describe('threads', () => {
  it('follow the whole program until they are told of one by one', () => {
    const script = twoPrograms().state(1, { type: 'waiting', since: 100, for: 'redis' })
    const before = script.fold().programs.get('app')?.threads[0]?.bars
    expect(before?.map(({ state, for: reason }) => [state, reason])).toEqual([['waiting', 'redis']])
    script.thread(120, APP, { state: 'waiting', for: 'redis', file: 'a.py', line: 14 })
    script.state(1, { type: 'running', since: 130 })
    const after = script.fold().programs.get('app')?.threads[0]?.bars
    expect(after?.map(({ at, line }) => [at, line])).toEqual([[120, 14]])
  })

  it('have a lane each, and end with their program', () => {
    const fold = twoPrograms()
      .thread(100, APP)
      .thread(200, APP, { thread: 'Thread-1 (listen)', id: 3, state: 'waiting', for: 'redis' })
      .end(900, 1)
      .fold()
    const app = fold.programs.get('app')
    expect(app?.threads.map(({ name, bars }) => [name, bars.at(-1)?.to])).toEqual([
      ['', 900],
      ['Thread-1 (listen)', 900],
    ])
    expect(app?.marks.map(({ type, say }) => [type, say])).toEqual([
      ['start', 'started'],
      ['end', 'exited 0'],
    ])
  })
})

describe('beats', () => {
  it('stand where they were asked, and those of a question that waits on where they came', () => {
    const fold = twoPrograms()
      .tell(3000, { type: 'beat', run: 1, beat: { type: 'timeout', at: 3000, ms: 1000 } })
      .tell(3250, { type: 'beat', run: 1, beat: { type: 'timeout', at: 3250, ms: 1000 } })
      .tell(5000, { type: 'beat', run: 1, beat: { type: 'timeout', at: 5000, ms: 3000 } })
      .tell(5250, { type: 'beat', run: 1, beat: { type: 'timeout', at: 5250, ms: 3250 } })
      .fold()
    const asked = fold.programs.get('app')?.beats.map((beat) => beat.asked)
    expect(asked).toEqual([2000, 2250, 5000, 5250])
  })
})

describe('what the learner did', () => {
  it('is marked: visits, what was typed', () => {
    const fold = twoPrograms()
      .tell(600, { type: 'typed', run: 1, text: 'x\n', end: false })
      .tell(700, {
        type: 'visit',
        at: 700,
        run: 1,
        program: 'app',
        visit: 1,
        path: '/listen/',
        state: { type: 'asked' },
      })
      .fold()
    expect(fold.you.map(({ say }) => say)).toEqual(['typed', 'visited /listen/'])
  })

  it('counts as this step’s, as does what is published by hand', () => {
    const script = new Script().publish(100, YOURS, 'anyone there?')
    expect(script.fold().rows.map(({ event }) => event.type)).toEqual(['published', 'lost'])
  })
})

describe('a long session', () => {
  it('is folded the same in one go and event by event', () => {
    const { events } = flood(500, 4000)
    const whole = new Fold({ lesson: 'l', step: 's', programs: ['app', 'pub'] })
    whole.add(events)
    const bitwise = new Fold({ lesson: 'l', step: 's', programs: ['app', 'pub'] })
    for (const one of events) bitwise.add([one])
    expect(bitwise.rows).toEqual(whole.rows)
    const of = (fold: Fold) =>
      news(fold).publishes.map(({ id, deliveries }) => [id, deliveries.length])
    expect(of(bitwise)).toEqual(of(whole))
    expect(of(whole)).toHaveLength(500)
  })

  it('lets go of the oldest, and keeps what still holds', () => {
    const script = flood(100, 4000).thread(200, APP, { state: 'waiting', for: 'redis' })
    const fold = script.fold()
    const first = script.events.find(({ at }) => at >= 3000)
    forget(fold, first ?? { seq: 0, at: 0 })
    expect(news(fold).publishes[0]?.at).toBeGreaterThanOrEqual(2999)
    expect(news(fold).wire.at(-1)?.count).toBe(1)
    expect(fold.programs.get('app')?.threads[0]?.bars).toHaveLength(1)
    expect(fold.rows[0]?.seq).toBe(first?.seq)
  })

  it('takes in 100,000 events in a tenth of the time in which they happened', () => {
    const { events } = flood(50_000, 50_000)
    const took = Array.from({ length: 3 }, () => {
      const fold = new Fold({ lesson: 'l', step: 's', programs: ['app', 'pub'] })
      const began = performance.now()
      fold.add(events)
      expect(fold.rows).toHaveLength(events.length)
      return performance.now() - began
    })
    // The others may have waited for a processor.
    expect(Math.min(...took)).toBeLessThan(5000)
  })
})
