/** A thread's states as bars, with their words where there is room, and its program's beginning and end. */
import type { Bar, Mark, Program, Thread } from '../fold/parts.ts'
import { barWords } from '../fold/words.ts'
import { holdsUp } from './blocked.ts'
import { firstFrom, middleOf } from './sketch.ts'
import type { Sketch } from './sketch.ts'
import type { LaneBox, Meaning } from './shapes.ts'

/** A running bar is seen however short it was, px. */
const SHORTEST = 3
/** A leg stands a step aside of the time at which its program woke, px. */
const FOOT = 9
/** So many have to be left out before it is said. */
const MANY = 20
/** Commands closer than this are one tick, px. */
const CLOSE = 4

export interface OnLane {
  lane: LaneBox
  program: Program
  thread: Thread
  /** Where legs cross or end on this lane: words keep clear of them. */
  legs: readonly number[]
  /** Where it sent or got something: its tick is drawn there. */
  feet: readonly number[]
}

export function drawBars(sketch: Sketch, on: OnLane): void {
  const { stretch, now } = sketch.scene
  const { bars } = on.thread
  const until = Math.min(stretch.to, now)
  let open: Drawn | undefined
  let ticked = -Infinity
  let skipped = 0
  for (
    let index = Math.max(0, firstFrom(bars, stretch.from) - 1);
    index < bars.length;
    index += 1
  ) {
    const bar = bars[index]
    if (bar === undefined || bar.at > until) break
    const u0 = Math.max(sketch.u(bar.at), -4)
    const u1 = sketch.u(Math.min(bar.to ?? now, until))
    if (u1 < 0) continue
    const short = u1 - u0 < SHORTEST
    if (short && bar.state === 'running') {
      // A tick on what it interrupted: the wait goes on around it.
      if (u0 - ticked < SHORTEST) skipped += 1
      else {
        ticked = u0
        if (!on.feet.some((u) => Math.abs(u - u0) < FOOT)) tickAt(sketch, on.lane, u0)
      }
    } else if (open !== undefined && isSame(open.bar, bar)) open.u1 = u1
    else if (short && bar.to !== undefined && bar.to <= until && u1 - (open?.u1 ?? -9) < 1)
      skipped += 1
    else {
      if (open !== undefined) drawBar(sketch, on, open)
      open = { bar, u0, u1 }
    }
  }
  if (open !== undefined) drawBar(sketch, on, open)
  if (skipped >= MANY) saySkipped(sketch, on.lane, skipped)
}

interface Drawn {
  bar: Bar
  u0: number
  u1: number
}

function isSame(one: Bar, other: Bar): boolean {
  return (
    one.state === other.state &&
    one.for === other.for &&
    one.whom === other.whom &&
    one.run === other.run
  )
}

function tickAt(sketch: Sketch, lane: LaneBox, u: number): void {
  const at = { v: middleOf(lane), height: fullHeight(lane) }
  sketch.late.push({
    type: 'tick',
    u: u + SHORTEST / 2,
    ...at,
    meaning: 'running',
    width: SHORTEST,
  })
}

function drawBar(sketch: Sketch, on: OnLane, { bar, u0, u1 }: Drawn): void {
  const { lane } = on
  const v = middleOf(lane)
  const height = fullHeight(lane)
  sketch.bars.push({ u0, u1, v, height, bar, lane: lane.key })
  const waits = { thread: on.thread, bar, now: sketch.scene.now }
  const look = holdsUp(sketch.scene.fold, on.program, waits) ? 'blocked' : bar.state
  const width = bar.state === 'running' ? Math.max(SHORTEST, u1 - u0) : u1 - u0
  if (width < 1) return
  const thick = look === 'asleep' ? 8 : height
  sketch.add({ type: 'bar', u0, u1: u0 + width, v, height: thick, look })
  words(sketch, on, { bar, u0: Math.max(0, u0), u1, meaning: look })
}

export function fullHeight(lane: LaneBox): number {
  return Math.round(Math.min(24, Math.max(14, lane.height * 0.43)))
}

/** On a plate in the widest part of the bar that no leg crosses. */
function words(
  sketch: Sketch,
  { lane, legs }: OnLane,
  { bar, u0, u1, meaning }: Drawn & { meaning: Meaning },
): void {
  if (sketch.scene.down) return
  const say = barWords(bar)
  if (bar.state === 'running' && u1 - u0 < 90) return
  const need = sketch.scene.measure(say, { mono: false, bold: true }) + 22
  if (u1 - u0 < need) return
  const edges = [u0, ...legs.filter((u) => u > u0 && u < u1).toSorted((a, b) => a - b), u1]
  let best = { from: 0, width: 0 }
  edges.slice(1).forEach((to, index) => {
    const from = edges[index] ?? u0
    if (to - from > best.width) best = { from, width: to - from }
  })
  if (best.width < need) return
  const plate = { u: best.from + best.width / 2, v: middleOf(lane) }
  if (bar.state === 'running') return
  sketch.label({ ...plate, say, meaning, mono: false, bold: true, align: 'middle', plate: true })
}

function saySkipped(sketch: Sketch, lane: LaneBox, skipped: number): void {
  sketch.label({
    u: 4,
    v: lane.v + lane.height - 5,
    say: `and ${skipped.toLocaleString('en')} shorter than a dot`,
    meaning: 'ink-3',
    mono: false,
    bold: false,
    align: 'start',
  })
}

/** Beginnings, ends, cut connections; commands as small ticks. */
export function drawMarks(
  sketch: Sketch,
  { lane, program: { marks, commands }, legs }: Omit<OnLane, 'thread' | 'feet'>,
): void {
  const v = middleOf(lane)
  for (const one of within(sketch, marks).toReversed()) {
    const u = sketch.u(one.at)
    sketch.hits.push({ u, v, radius: 9, thing: one })
    if (one.type === 'cut') sketch.add({ type: 'cut', u, v })
    else sketch.add({ type: 'tick', u, v, height: fullHeight(lane), meaning: 'ink', width: 2 })
    if (one.type !== 'start') sayMark(sketch, one, { u, v, legs })
  }
  let drawn = -Infinity
  for (const one of within(sketch, commands)) {
    const u = sketch.u(one.at)
    if (u - drawn < CLOSE) continue
    drawn = u
    const meaning = one.type === 'error' ? 'blocked' : 'ink-3'
    sketch.hits.push({ u, v: v + 14, radius: 6, thing: one })
    sketch.add({ type: 'tick', u, v: v + fullHeight(lane) / 2 + 3, height: 5, meaning, width: 1.4 })
  }
}

interface Beside {
  u: number
  v: number
  legs: readonly number[]
}

/** Right of the mark, unless a leg would cross it. */
function sayMark(sketch: Sketch, { say, type }: Mark, { u, v, legs }: Beside): void {
  const plain = { mono: false, bold: false } as const
  const width = sketch.scene.measure(say, plain)
  if (!sketch.scene.down && legs.some((leg) => leg > u + 2 && leg < u + 14 + width)) return
  const meaning = type === 'cut' ? 'lost' : 'ink-2'
  const text = { u: u + 8, v, say, meaning, ...plain, align: 'start' } as const
  sketch.label(text, { u: u + 14, align: 'middle' })
}

export function within<T extends { at: number }>(sketch: Sketch, list: readonly T[]): T[] {
  const { stretch, now } = sketch.scene
  const after = firstFrom(list, Math.min(stretch.to, now) + 0.001)
  return list.slice(firstFrom(list, stretch.from), after)
}
