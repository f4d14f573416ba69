/** Events to shapes: what stands where, in px. */
import { describe, expect, it } from 'vitest'
import { APP, PUB, YOURS, flood, sceneOf, twoPrograms } from '../fixture.ts'
import { layout } from './layout.ts'
import type { Layout, Shape } from './shapes.ts'

function of<T extends Shape['type']>({ under, shapes }: Layout, type: T) {
  return [...under, ...shapes].filter(
    (shape): shape is Extract<Shape, { type: T }> => shape.type === type,
  )
}

const laneOf = (made: Layout, key: string) => made.lanes.find((lane) => lane.key === key)

describe('a message', () => {
  const received = layout(
    sceneOf(
      twoPrograms()
        .publish(1000, PUB, { say: 'hello', to: [APP] })
        .fold(),
      2000,
    ),
  )

  it('rises 6 px before its time, and falls 6 px after it', () => {
    const legs = of(received, 'leg').map(({ look, u0, u1 }) => [look, u0, u1])
    expect(legs).toContainEqual(['published', 94, 94])
    expect(legs).toContainEqual(['delivered', 106, 106])
  })

  it('has the count of its receivers in a ring on the wire', () => {
    expect(of(received, 'ring')).toMatchObject([{ u: 100, label: '1', look: 'published' }])
    expect(of(received, 'text').map(({ say }) => say)).toContain('hello')
  })

  it('has its text before it where time runs down, and after it right under the heads', () => {
    const script = twoPrograms()
      .publish(100, PUB, { say: 'first', to: [APP] })
      .publish(1000, PUB, { say: 'second', to: [APP] })
    const drawn = of(layout(sceneOf(script.fold(), 2000, { down: true })), 'text')
    const at = (said: string) => drawn.find(({ say }) => say === said)?.u
    expect(at('first')).toBe(26)
    expect(at('second')).toBe(85)
  })

  it('goes from the sender’s lane to the receiver’s', () => {
    const app = laneOf(received, 'program app')
    const pub = laneOf(received, 'program pub')
    const [up] = of(received, 'leg').filter(({ look }) => look === 'published')
    const [down] = of(received, 'leg').filter(({ look }) => look === 'delivered')
    expect(up?.v0).toBeGreaterThan(pub?.v ?? Infinity)
    expect(up?.v1).toBeLessThan(app?.v ?? 0)
    expect(down?.v1).toBeGreaterThan(app?.v ?? Infinity)
    expect(down?.v1).toBeLessThan(pub?.v ?? 0)
  })

  it('that nobody receives ends in a cross, and the word', () => {
    const made = layout(sceneOf(twoPrograms().publish(400, PUB, 'x').fold(), 2000))
    expect(of(made, 'ring')).toMatchObject([{ label: '0', look: 'lost' }])
    expect(of(made, 'cross')).toHaveLength(1)
    expect(of(made, 'text').map(({ say }) => say)).toContain('lost')
  })

  it('that took long comes down where it arrived', () => {
    const script = twoPrograms()
    const what = { channel: 'news', kind: 'channel', message: 'x', size: 1 } as const
    script.tell(1900, { type: 'delivered', at: 1900, ...APP, ...what, of: 1, ms: 900 })
    script.tell(1901, { type: 'published', at: 1000, ...PUB, ...what, id: 1, receivers: 1, ms: 1 })
    const [down] = of(layout(sceneOf(script.fold(), 3000)), 'leg').filter(
      ({ look }) => look === 'delivered',
    )
    expect(down).toMatchObject({ u0: 106, u1: 190 })
  })

  it('of the learner’s hand starts at a diamond', () => {
    const made = layout(
      sceneOf(
        twoPrograms()
          .publish(1000, YOURS, { say: 'x', to: [APP] })
          .fold(),
        2000,
      ),
    )
    expect(laneOf(made, 'you')).toBeDefined()
    expect(of(made, 'diamond')).toMatchObject([{ u: 100, look: 'you' }])
  })

  it('is ringed in ink and says its count while it is linked', () => {
    const fold = twoPrograms()
      .publish(1000, PUB, { say: 'hello', to: [APP] })
      .fold()
    const seq = fold.broker.channel('channel', 'news').publishes[0]?.seq
    const made = layout(sceneOf(fold, 2000, { linked: seq }))
    expect(of(made, 'halo')).toHaveLength(1)
    expect(of(made, 'text').map(({ say }) => say)).toContain('1 received it')
  })

  it('travels while it is young and few came: up, ring, down', () => {
    const fold = twoPrograms()
      .publish(1000, PUB, { say: 'hello', to: [APP] })
      .fold()
    const at = (now: number) => layout(sceneOf(fold, now, { travels: true }))
    const [up] = of(at(1070), 'leg').filter(({ look }) => look === 'published')
    const [whole] = of(at(2000), 'leg').filter(({ look }) => look === 'published')
    expect((up?.v0 ?? 0) - (up?.v1 ?? 0)).toBeCloseTo(((whole?.v0 ?? 0) - (whole?.v1 ?? 0)) / 2)
    expect(of(at(1070), 'ring')).toEqual([])
    expect(of(at(1170), 'ring')).toHaveLength(1)
    const looks = (now: number) => of(at(now), 'leg').map(({ look }) => look)
    expect(looks(1170)).not.toContain('delivered')
    expect(looks(1300)).toContain('delivered')
  })

  it('does not travel among many, nor for those who want no motion', () => {
    const many = layout(
      sceneOf(flood(20, 1000).fold(), 1970, { travels: true, stretch: { from: 0, to: 2000 } }),
    )
    expect(of(many, 'ring')).toHaveLength(20)
    const calm = twoPrograms().publish(1000, PUB, 'hello').fold()
    expect(of(layout(sceneOf(calm, 1010)), 'ring')).toHaveLength(1)
  })

  it('is not there before it was sent, in a replay', () => {
    const fold = twoPrograms()
      .publish(1000, PUB, { say: 'hello', to: [APP] })
      .end(1500, 1)
      .fold()
    const made = layout(sceneOf(fold, 900))
    expect(of(made, 'ring')).toEqual([])
    expect(of(made, 'tick').filter(({ meaning }) => meaning === 'ink')).toHaveLength(2)
    expect(Math.max(...of(made, 'wire').map(({ u1 }) => u1))).toBe(90)
  })
})

describe('many messages', () => {
  it('closer than 12 px become marks that say how many', () => {
    const made = layout(sceneOf(flood(48, 400).fold(), 7000))
    expect(of(made, 'ring')).toEqual([])
    expect(of(made, 'capsule')).toHaveLength(1)
    expect(of(made, 'text').map(({ say }) => say)).toContain('48 sent, 48 received')
  })

  it('leave no words between their legs, and need no lane of the learner', () => {
    const script = flood(600, 6000).thread(600, APP, { state: 'waiting', for: 'redis' })
    const made = layout(sceneOf(script.fold(), 7000, { stretch: { from: -500, to: 7500 } }))
    expect(of(made, 'text').filter(({ plate }) => plate)).toEqual([])
    expect(laneOf(made, 'you')).toBeUndefined()
  })

  it('never chain over the whole picture: each part has its count', () => {
    const made = layout(sceneOf(flood(6000, 6000).fold(), 8000))
    expect(of(made, 'capsule').length).toBeGreaterThan(3)
    const counts = made.hits.flatMap(({ thing }) => (thing.type === 'group' ? [thing.sent] : []))
    expect(counts.reduce((a, b) => a + b, 0)).toBe(6000)
  })

  it('never make labels that touch; the newest stays', () => {
    const made = layout(sceneOf(flood(40, 6000).fold(), 8000))
    const labels = of(made, 'text').filter(({ mono }) => mono)
    const ends = labels
      .map(({ u, say }) => [u, u + say.length * 7])
      .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
    ends
      .slice(1)
      .forEach(([from = 0], index) => expect(from).toBeGreaterThan(ends[index]?.[1] ?? 0))
    expect(labels.map(({ say }) => say)).toContain('Notification 39')
    expect(of(made, 'ring')).toHaveLength(40)
  })

  it('are few shapes, however many there are', () => {
    const made = layout(sceneOf(flood(50_000, 6000).fold(), 8000))
    expect(made.shapes.length + made.under.length).toBeLessThan(500)
  })
})

describe('a wire', () => {
  it('is dashed while nobody is there, and thicker with each subscriber, up to 5', () => {
    const script = twoPrograms()
    for (const connection of [20, 21, 22, 23])
      script.subscribe(connection * 100, { ...APP, connection })
    const wires = of(layout(sceneOf(script.fold(), 3000)), 'wire')
    expect(wires.map(({ dashed }) => dashed)).toEqual([true, false, false, false, false, false])
    expect(wires.map(({ width }) => Number(width.toFixed(1)))).toEqual([1.4, 2.6, 3.8, 5, 5, 5])
  })

  it('says who listens at its head', () => {
    const made = layout(sceneOf(twoPrograms().fold(), 3000))
    expect(laneOf(made, 'channel channel news')?.say).toBe('channel, 1 subscriber')
    const before = layout(sceneOf(twoPrograms().fold(), 400))
    expect(laneOf(before, 'channel channel news')?.say).toBe('channel, nobody listens')
  })
})

describe('a thread', () => {
  const waits = { state: 'waiting', for: 'redis', file: 'v.py', line: 14 } as const

  it('that wakes for a moment shows a tick on its wait, which goes on', () => {
    const script = twoPrograms().thread(600, APP, waits).thread(2000, APP).thread(2002, APP, waits)
    const made = layout(sceneOf(script.fold(), 4000))
    const bars = of(made, 'bar').filter(({ look }) => look === 'waiting')
    expect(bars).toMatchObject([{ u0: 60, u1: 400 }])
    expect(of(made, 'tick')).toContainEqual(
      expect.objectContaining({ u: 201.5, meaning: 'running' }),
    )
    expect(laneOf(made, 'program app')?.say).toBe('waits for Redis, line 14')
  })

  it('is blocked only while something observed is held up by it', () => {
    const script = twoPrograms().thread(600, APP, waits)
    const look = () => of(layout(sceneOf(script.fold(), 4000)), 'bar').map((bar) => bar.look)
    script.beat(700, 1, 2)
    expect(look()).toEqual(['waiting'])
    script.beat(2500, 1)
    expect(look()).toEqual(['blocked'])
  })

  it('that waits for a visit blocks nobody', () => {
    const script = twoPrograms().thread(600, APP, { state: 'waiting', for: 'visit' }).beat(2500, 1)
    expect(of(layout(sceneOf(script.fold(), 4000)), 'bar')[0]?.look).toBe('waiting')
  })

  it('that another one joins is blocked by what it waits for', () => {
    const name = 'Thread-1 (listen)'
    const script = twoPrograms()
      .thread(600, APP, { ...waits, thread: name, id: 3 })
      .thread(700, APP, { state: 'waiting', for: 'join', whom: name })
    const made = layout(sceneOf(script.fold(), 4000))
    expect(laneOf(made, `thread app 2 ${name}`)?.meaning).toBe('blocked')
    expect(laneOf(made, 'program app')?.say).toBe(`waits for ${name}`)
  })

  it('goes into its program’s lane when there are more than six', () => {
    const script = twoPrograms().thread(550, APP)
    for (let n = 1; n <= 8; n += 1)
      script.thread(600 + n, APP, { thread: `Thread-${n}`, id: n + 2, ...waits })
    const fold = script.fold()
    const closed = layout(sceneOf(fold, 4000)).lanes.filter(({ type }) => type === 'thread')
    expect(closed.map(({ key }) => key)).toEqual(['program app', 'program pub'])
    expect(closed[0]).toMatchObject({ beside: '9 threads', open: false })
    const opened = layout(sceneOf(fold, 4000, { opened: new Map([['app', true]]) }))
    expect(opened.lanes.filter(({ type }) => type === 'thread')).toHaveLength(10)
  })
})

describe('beats', () => {
  it('stand where they were asked, as high as their latency; those without an answer full', () => {
    const script = twoPrograms().beat(1001, 1, 1).beat(2600, 1, 100).beat(4000, 1)
    const beats = of(layout(sceneOf(script.fold(), 4100)), 'beat')
    expect(beats.map(({ look, u, height }) => [look, u, Math.round(height)])).toEqual([
      ['answered', 100, 8],
      ['answered', 250, 22],
      ['timeout', 300, 29],
    ])
  })

  it('that are open are dashed while the app lives', () => {
    const script = twoPrograms().beat(1001, 1, 1)
    const looks = () => of(layout(sceneOf(script.fold(), 3000)), 'beat').map(({ look }) => look)
    expect(looks()).toEqual(['answered', 'open'])
    script.end(1500, 1)
    expect(looks()).toEqual(['answered'])
  })

  it('say together how the page is', () => {
    const script = twoPrograms().beat(1001, 1, 2).beat(1250, 1, 3).beat(3000, 1).beat(3500, 1)
    const made = layout(sceneOf(script.fold(), 4000))
    expect(of(made, 'text').map(({ say }) => say)).toEqual(
      expect.arrayContaining(['2 without an answer']),
    )
    expect(laneOf(made, 'beats app')).toMatchObject({
      say: 'no answer for 2 s',
      meaning: 'blocked',
    })
  })
})

describe('lanes', () => {
  it('are those of the look when there is room, and compact when not', () => {
    const fold = twoPrograms()
      .thread(100, APP)
      .publish(1000, YOURS, { say: 'x', to: [APP] })
      .beat(900, 1, 2)
      .fold()
    const heights = (room: number) =>
      layout(sceneOf(fold, 2000, { room })).lanes.map((one) => one.height)
    expect(heights(600)).toEqual([66, 84, 56, 56, 42])
    expect(heights(200)).toEqual([58, 58, 36, 36, 30])
  })

  it('show a hostile channel name as what it is', () => {
    const script = twoPrograms().subscribe(600, APP, 'a\u202eb\nc')
    const made = layout(sceneOf(script.fold(), 2000))
    expect(made.lanes.map(({ name }) => name)).toContain('a\\u202eb\\nc')
  })

  it('say where events were not kept', () => {
    const script = twoPrograms()
    script.tell(3000, {
      type: 'dropped',
      at: 3000,
      since: 2000,
      count: 1200,
      of: { delivered: 1200 },
    })
    expect(of(layout(sceneOf(script.fold(), 4000)), 'gap')).toMatchObject([
      { u0: 200, u1: 300, say: '1,200 events not kept' },
    ])
  })
})

it('lays out 100,000 kept events without going over each in detail', () => {
  const fold = flood(50_000, 50_000).fold()
  const scene = sceneOf(fold, 51_000, { stretch: { from: 0, to: 51_000 } })
  layout(scene)
  const took = Array.from({ length: 10 }, () => {
    const began = performance.now()
    layout(scene)
    return performance.now() - began
  })
  // The others may have waited for a processor.
  expect(Math.min(...took)).toBeLessThan(200)
})
