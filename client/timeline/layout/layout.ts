/** Events to shapes: one stretch of a step's time, as lanes, shapes and what can be pointed at. Pure. */
import type { Mark } from '../fold/parts.ts'
import { drawBars, drawMarks, within } from './bars.ts'
import { drawBeats } from './beats.ts'
import { channelKey, lanesOf, threadKey } from './lanes.ts'
import type { Lanes } from './lanes.ts'
import { drawMessages, drawWire } from './messages.ts'
import type { OnWire } from './messages.ts'
import { Sketch, firstFrom, middleOf } from './sketch.ts'
import type { Scene } from './sketch.ts'
import type { Hit, LaneBox, Layout } from './shapes.ts'

export function layout(scene: Scene): Layout {
  const sketch = new Sketch(scene)
  const lanes = lanesOf(scene)
  const legs = new Map<string, number[]>()
  const feet = new Map<string, number[]>()
  for (const program of scene.fold.programs.values()) {
    const lane = lanes.of.get(`beats ${program.id}`)
    if (lane !== undefined) drawBeats(sketch, lane, program)
  }
  const below = new Sketch(scene)
  for (const channel of scene.fold.broker.channels.values()) {
    const lane = lanes.of.get(channelKey(channel))
    if (lane === undefined) continue
    const on: OnWire = { sketch, lanes, channel, lane, legs, feet }
    drawWire(on)
    drawMessages(on)
  }
  drawPrograms(below, lanes, { legs, feet })
  const mine = lanes.of.get('you')
  if (mine !== undefined) drawYou(sketch, mine, lanes)
  drawGaps(sketch)
  const hits = [...sketch.hits, ...below.hits]
  ring(sketch, hits)
  return {
    lanes: lanes.boxes,
    // Bars lie below the legs that end on them.
    under: [...below.shapes, ...below.late],
    shapes: sketch.shapes,
    hits,
    bars: below.bars,
    height: lanes.height,
  }
}

type Places = ReadonlyMap<string, number[]>

function drawPrograms(
  sketch: Sketch,
  lanes: Lanes,
  { legs, feet }: { legs: Places; feet: Places },
): void {
  for (const program of sketch.scene.fold.programs.values()) {
    const own = lanes.of.get(`program ${program.id}`)
    if (own !== undefined) drawMarks(sketch, { lane: own, program, legs: legs.get(own.key) ?? [] })
    for (const thread of program.threads) {
      const lane = lanes.of.get(threadKey(thread))
      if (lane === undefined) continue
      const at = { legs: legs.get(lane.key) ?? [], feet: feet.get(lane.key) ?? [] }
      drawBars(sketch, { lane, program, thread, ...at })
    }
  }
}

/** What is linked has a ring in ink; a message has one of its own. */
function ring(sketch: Sketch, hits: readonly Hit[]): void {
  const { linked } = sketch.scene
  if (linked === undefined) return
  const hit = hits.find(({ thing }) => thing.seq === linked && thing.type !== 'publish')
  if (hit !== undefined && hit.thing.type !== 'group')
    sketch.add({ type: 'halo', u: hit.u, v: hit.v, radius: 14 })
}

function drawYou(sketch: Sketch, lane: LaneBox, lanes: Lanes): void {
  const v = middleOf(lane)
  sketch.add({ type: 'ground', u0: 0, u1: sketch.u(sketch.scene.now), v, faint: true })
  for (const one of within(sketch, sketch.scene.fold.you).toReversed()) {
    const u = sketch.u(one.at)
    if (one.type === 'visit') visitLeg(sketch, lanes, { one, u, v })
    sketch.add({ type: 'diamond', u, v, look: one.type === 'end' ? 'stop' : 'you' })
    sketch.hits.push({ u, v, radius: 10, thing: one })
    sketch.label({ ...word, u: u + 11, v, say: one.say }, { ...under(sketch), u: u + 15 })
  }
  for (const publish of within(sketch, sketch.scene.fold.broker.byHand).toReversed()) {
    const u = sketch.u(publish.at)
    const text = { ...word, u: u + 11, v, say: 'published by hand' }
    sketch.label(text, { ...under(sketch), u: u + 15 })
  }
}

/** At the edge of the screen, where time runs down. */
function under({ scene }: Sketch) {
  return { v: scene.room - 4, align: 'end' } as const
}

const word = { meaning: 'ink', mono: false, bold: false, align: 'start' } as const

function visitLeg(
  sketch: Sketch,
  lanes: Lanes,
  { one, u, v }: { one: Mark; u: number; v: number },
): void {
  const app = lanes.of.get(`program ${one.program}`)
  if (app === undefined || !one.say.startsWith('visited')) return
  const v1 = middleOf(app) + 12
  sketch.add({ type: 'leg', u0: u, u1: u, v0: v - 7, v1, look: 'visit', strong: false })
}

/** Where observing had to let go of events: said in place. */
function drawGaps(sketch: Sketch): void {
  const { gaps } = sketch.scene.fold
  for (const gap of gaps.slice(firstFrom(gaps, sketch.scene.stretch.from))) {
    if (gap.since > Math.min(sketch.scene.stretch.to, sketch.scene.now)) break
    const say = `${gap.count.toLocaleString('en')} events not kept`
    sketch.add({ type: 'gap', u0: Math.max(0, sketch.u(gap.since)), u1: sketch.u(gap.at), say })
  }
}
