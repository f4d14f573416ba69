/** Messages: up from the sender to a ring on the channel's wire, down to each receiver, or to a cross. */
import { YOU } from '../../../server/protocol/index.ts'
import type { Channel, Delivery, Owner, Publish } from '../fold/parts.ts'
import { fullHeight, within } from './bars.ts'
import { channelKey, threadKey } from './lanes.ts'
import type { Lanes } from './lanes.ts'
import { firstFrom, middleOf } from './sketch.ts'
import type { Sketch } from './sketch.ts'
import type { Group, LaneBox, LegLook } from './shapes.ts'
import { wayOf } from './travel.ts'
import { visible } from './visible.ts'

/** Both legs stand so far from the true time, px, so that the shape can be read. */
export const ASIDE = 6
const RING = 9
/** Rings closer than this become one mark, px. */
const CLOSE = 12
/** A mark of many is cut about here, so that each part has its count, px. */
const PART = 150
/** A wire gains so much with each subscriber, px. */
const THIN = 1.4
const PER_SUBSCRIBER = 1.2
const THICKEST = 5
/** Characters of a message beside its ring. */
const LABEL = 28
/** Half a line of text, px. */
const HALF = 8
/** Arrows of one message to one lane are drawn apart from here, px. */
const ARROWS = 8

export interface OnWire {
  sketch: Sketch
  lanes: Lanes
  channel: Channel
  lane: LaneBox
  /** Where legs cross or end, by lane. */
  legs: Map<string, number[]>
  feet: Map<string, number[]>
}

/** The wire itself, and where each subscriber came. */
export function drawWire({ sketch, lanes, channel, lane }: OnWire): void {
  const { stretch, now } = sketch.scene
  const v = lane.wire
  const end = sketch.u(Math.min(now, stretch.to))
  let from = 0
  const first = firstFrom(channel.wire, stretch.from)
  let count = channel.wire[first - 1]?.count ?? 0
  const draw = (to: number) => {
    const width = count === 0 ? THIN : Math.min(THICKEST, THIN + PER_SUBSCRIBER * count)
    if (to > from) sketch.add({ type: 'wire', u0: from, u1: to, v, width, dashed: count === 0 })
    from = to
  }
  for (const one of within(sketch, channel.wire)) {
    const u = sketch.u(one.at)
    draw(u)
    const receiver = laneOf(lanes, sketch, one.of)
    if (one.count > count && receiver !== undefined)
      sketch.add({ ...leg(u, edgeOf(receiver), v), look: 'subscribed', strong: false })
    count = one.count
  }
  draw(Math.max(from, end))
}

export function drawMessages(on: OnWire): void {
  const { sketch, channel, lane } = on
  const near = sketch.ms(CLOSE)
  const part = niceMs(sketch.ms(PART))
  const { linked } = sketch.scene
  const chains = chainsOf(within(sketch, channel.publishes), near, part).toReversed()
  // What is linked has its words before all others.
  const first = chains.filter(([only]) => only?.seq === linked)
  for (const list of [...first, ...chains.filter((one) => !first.includes(one))]) {
    const [only] = list
    if (only !== undefined && list.length === 1) drawPublish(on, only)
    else drawMany(on, list)
  }
  const alone = within(sketch, channel.deliveries).filter(({ of }) => of === undefined)
  for (const one of alone.slice(-400)) drawAlone(on, one)
  if (isUntouched(channel)) sayQuiet(sketch, lane)
}

/** Neither was anything published on it, nor has anybody listened. */
function isUntouched({ publishes, deliveries, wire }: Channel): boolean {
  return publishes.length === 0 && deliveries.length === 0 && wire.length === 0
}

function sayQuiet(sketch: Sketch, lane: LaneBox): void {
  const say = 'nobody listens yet'
  if (!lane.say.endsWith('nobody listens')) return
  sketch.label({ ...quiet, u: 10, v: lane.wire - 12, say }, { u: 14, v: lane.wire + 12 })
}

const quiet = { meaning: 'ink-2', mono: false, bold: false, align: 'start' } as const

/** Chains of publishes with less than `near` ms between neighbours; none goes on over a multiple of `part` ms. */
export function chainsOf(
  list: readonly Publish[],
  near: number,
  part: number,
): (readonly Publish[])[] {
  const chains: Publish[][] = []
  let last: Publish | undefined
  for (const one of list) {
    const goesOn =
      last !== undefined &&
      one.at - last.at < near &&
      Math.floor(one.at / part) === Math.floor(last.at / part)
    if (goesOn) chains.at(-1)?.push(one)
    else chains.push([one])
    last = one
  }
  return chains
}

/** 1, 2 or 5 times a power of ten, not above. */
function niceMs(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(ms, 0.001)))
  const digit = ms / power
  return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1)
}

function drawPublish(on: OnWire, publish: Publish): void {
  const { sketch, lane, lanes } = on
  const u = sketch.u(publish.at)
  const v = lane.wire
  const lost = publish.receivers === 0
  const strong = sketch.scene.linked === publish.seq
  const way = wayOf(sketch.scene, publish)
  const sender = laneOf(lanes, sketch, publish.by)
  if (sender !== undefined) {
    cross(on, sender, u - ASIDE)
    const start = footOf(sender)
    const end = start + (v + 5 - start) * way.up
    sketch.add({ ...leg(u - ASIDE, start, end), look: 'published', strong })
    foot(on, sender, u - ASIDE)
  }
  if (way.ring === 0) return
  const arrived = publish.deliveries.filter(({ at }) => at <= sketch.scene.now)
  const drawn = new Map<LaneBox, number>()
  for (const one of arrived) {
    const receiver = laneOf(lanes, sketch, { ...one.to, thread: one.thread })
    const before = receiver === undefined ? undefined : drawn.get(receiver)
    const u1 = sketch.u(one.at)
    if (before !== undefined && u1 - before < ARROWS) continue
    if (receiver !== undefined) drawn.set(receiver, u1)
    down(on, one, { u, strong, look: 'delivered', part: way.down })
  }
  if (lost) {
    sketch.add({ ...leg(u + ASIDE, v + 5, v + 18), look: 'lost', strong })
    sketch.add({ type: 'cross', u: u + ASIDE, v: v + 24 })
    const say = strong ? '0 received it' : 'lost'
    const text = { ...word, u: u + 18, v: v + 24, say, meaning: 'lost', bold: true } as const
    sketch.label(text, { u: u + ASIDE, v: v + 36 })
  } else if (strong) {
    const say = `${publish.receivers} received it`
    const text = { ...word, u: u + 16, v: v + 20, say, meaning: 'delivered', bold: false } as const
    sketch.label(text, { u: u + ASIDE + 12, v: v + 14 })
  }
  const label = publish.receivers > 99 ? '99+' : `${publish.receivers}`
  sketch.add({ type: 'ring', u, v, label, look: lost ? 'lost' : 'published' })
  if (strong) sketch.add({ type: 'halo', u, v, radius: RING + 5 })
  sketch.hits.push({ u, v, radius: 14, thing: publish })
  payload(sketch, lane, { publish, u, strong })
}

const word = { mono: false, align: 'start' } as const

function payload(
  sketch: Sketch,
  lane: LaneBox,
  { publish, u, strong }: { publish: Publish; u: number; strong: boolean },
): void {
  const say = visible(publish.payload.text, LABEL)
  if (say === '') return
  const width = sketch.scene.measure(say, { mono: true, bold: strong })
  const v = lane.wire - (lane.height < 70 ? 17 : 20)
  const text = { v, say, meaning: 'ink', mono: true, bold: strong } as const
  if (sketch.scene.down) {
    const before = u - ASIDE - 9
    // Right under the heads there is no room before it.
    const place = { u: before < HALF ? u + ASIDE + 10 : before, v: lane.wire + 14 }
    sketch.label({ ...text, u: 0, align: 'start' }, place)
    return
  }
  const fits = u - RING + width <= sketch.scene.width
  if (fits) sketch.label({ ...text, u: Math.max(0, u - RING), align: 'start' })
  else sketch.label({ ...text, u: u + RING, align: 'end' })
}

function down(
  on: OnWire,
  delivery: Delivery,
  { u, strong, look, part }: { u: number; strong: boolean; look: LegLook; part: number },
): void {
  const { sketch, lanes, lane } = on
  const receiver = laneOf(lanes, sketch, { ...delivery.to, thread: delivery.thread })
  if (receiver === undefined || part === 0) return
  // What took longer than the step aside is drawn as the time it took.
  const u1 = Math.max(u + ASIDE, sketch.u(delivery.at))
  cross(on, receiver, u1)
  const v0 = lane.wire + 5
  const v1 = v0 + (edgeOf(receiver) - v0) * part
  sketch.add({ type: 'leg', u0: u + ASIDE, u1, v0, v1, look, strong })
  foot(on, receiver, u1)
  const topic = lanes.of.get(channelKey(delivery.topic))
  // Through a pattern: it passes that wire.
  if (topic !== undefined && topic !== lane)
    sketch.add({
      type: 'tick',
      u: u + ASIDE,
      v: topic.wire,
      height: 9,
      meaning: 'delivered',
      width: 3,
    })
}

/** A delivery whose publish is not known for certain: nothing is drawn that was not seen. */
function drawAlone(on: OnWire, delivery: Delivery): void {
  const u = on.sketch.u(delivery.at) - ASIDE
  const look = delivery.oneOf.length > 0 ? 'maybe' : 'delivered'
  const strong = on.sketch.scene.linked === delivery.seq
  down(on, delivery, { u, strong, look, part: 1 })
  on.sketch.hits.push({ u: u + ASIDE, v: on.lane.wire + 22, radius: 9, thing: delivery })
}

function drawMany(on: OnWire, list: readonly Publish[]): void {
  const { sketch, lane, lanes } = on
  const group = groupOf(list)
  if (group === undefined) return
  const v = lane.wire
  const [u0, u1] = [sketch.u(group.at), sketch.u(group.to)]
  for (const sender of lanesBy(list, (owner) => laneOf(lanes, sketch, owner))) {
    crossAll(on, sender, { u0, u1 })
    const foots = { v0: footOf(sender), v1: v + 5 }
    sketch.add({ type: 'comb', u0: u0 - ASIDE, u1: u1 - ASIDE, ...foots, look: 'published' })
  }
  for (const receiver of lanesTo(list, (owner) => laneOf(lanes, sketch, owner))) {
    crossAll(on, receiver, { u0, u1 })
    const foots = { v0: v + 5, v1: edgeOf(receiver) }
    sketch.add({ type: 'comb', u0: u0 + ASIDE, u1: u1 + ASIDE, ...foots, look: 'delivered' })
  }
  const look = group.lost === group.sent ? 'lost' : 'published'
  sketch.add({ type: 'capsule', u0: u0 - RING, u1: u1 + RING, v, look })
  const u = (u0 + u1) / 2
  sketch.hits.push({ u, v, radius: Math.max(14, (u1 - u0) / 2 + RING), thing: group })
  const say = groupWords(group)
  const row = v - (lane.height < 70 ? 17 : 20)
  const text = { say, meaning: 'published', mono: false, bold: true } as const
  // Near an edge it begins or ends there.
  const half = sketch.scene.measure(say, text) / 2
  const middle = Math.max(half, Math.min(u, sketch.scene.width - half))
  sketch.label({ ...text, u: middle, v: row, align: 'middle' }, { v: v + 14, align: 'start' })
}

type Find = (owner: Owner & { thread?: string | undefined }) => LaneBox | undefined

/** Senders' lanes. Neighbours mostly have the same: it is looked up where it changes. */
function lanesBy(list: readonly Publish[], find: Find): ReadonlySet<LaneBox> {
  const found = new Set<LaneBox>()
  let last: Owner | undefined
  for (const { by } of list) {
    if (last?.run === by.run && last?.program === by.program) continue
    last = by
    const lane = find(by)
    if (lane !== undefined) found.add(lane)
  }
  return found
}

/** Receivers' lanes, likewise by connection. */
function lanesTo(list: readonly Publish[], find: Find): ReadonlySet<LaneBox> {
  const seen = new Set<number>()
  const found = new Set<LaneBox>()
  for (const { deliveries } of list) {
    for (const { to, thread } of deliveries) {
      if (seen.has(to.connection)) continue
      seen.add(to.connection)
      const lane = find({ ...to, thread })
      if (lane !== undefined) found.add(lane)
    }
  }
  return found
}

function groupOf(list: readonly Publish[]): Group | undefined {
  const [first, last] = [list[0], list.at(-1)]
  if (first === undefined || last === undefined) return undefined
  return {
    type: 'group',
    seq: first.seq,
    at: first.at,
    to: last.at,
    channel: first.channel.name,
    sent: list.length,
    received: list.reduce((sum, { receivers }) => sum + receivers, 0),
    lost: list.filter(({ receivers }) => receivers === 0).length,
  }
}

/** `48 sent, 48 received`; losses are said where there are any. */
export function groupWords({ sent, received, lost }: Group): string {
  const counts = `${sent.toLocaleString('en')} sent, ${received.toLocaleString('en')} received`
  return lost === 0 ? counts : `${counts}, ${lost.toLocaleString('en')} lost`
}

/** The lane of a program's thread that reads a connection, or the program's own. */
export function laneOf(
  lanes: Lanes,
  { scene: { fold } }: Sketch,
  owner: Owner & { thread?: string | undefined },
): LaneBox | undefined {
  if (owner.program === YOU) return lanes.of.get('you')
  const program = fold.programOf(owner)
  if (program === undefined) return undefined
  const named = program.threads.find(({ name }) => name !== '' && name === owner.thread)
  const own = lanes.of.get(`program ${program.id}`)
  return named === undefined ? own : (lanes.of.get(threadKey(named)) ?? own)
}

/** Words on that lane keep clear of it, and so do those of the lanes it crosses. */
function cross({ lanes, legs }: OnWire, to: LaneBox, u: number): void {
  for (const box of lanes.boxes) {
    if (box.type !== 'thread' || box.v > to.v) continue
    note(legs, box, u)
  }
}

/** Legs that stand like a comb leave no room for words between them. */
function crossAll(on: OnWire, to: LaneBox, { u0, u1 }: { u0: number; u1: number }): void {
  for (let u = u0; u <= u1 + CLOSE; u += 2 * CLOSE) cross(on, to, u)
}

function note(by: Map<string, number[]>, { key }: LaneBox, u: number): void {
  const known = by.get(key)
  if (known === undefined) by.set(key, [u])
  else known.push(u)
}

/** Whoever sent or got it did something then. */
function foot({ sketch, feet }: OnWire, lane: LaneBox, u: number): void {
  const v = middleOf(lane)
  note(feet, lane, u)
  if (lane.type === 'you') sketch.add({ type: 'diamond', u: u + ASIDE, v, look: 'you' })
  else sketch.add({ type: 'tick', u, v, height: fullHeight(lane), meaning: 'running', width: 3 })
}

/** Where an arrow to this lane ends, and where a leg from it begins. */
function edgeOf(lane: LaneBox): number {
  return middleOf(lane) - (lane.type === 'you' ? 9 : fullHeight(lane) / 2 + 1)
}

function footOf(lane: LaneBox): number {
  return middleOf(lane) - (lane.type === 'you' ? 0 : fullHeight(lane) / 2)
}

function leg(u: number, v0: number, v1: number) {
  return { type: 'leg', u0: u, u1: u, v0, v1 } as const
}
