/** An app's beats: bars as high as their latency, boxes for those without an answer, and what they say together. */
import type { BeatSeen, Program } from '../fold/parts.ts'
import { OPEN_MS, groupWords } from './verdict.ts'
import { firstFrom } from './sketch.ts'
import type { Sketch } from './sketch.ts'
import type { BeatLook, LaneBox, Meaning } from './shapes.ts'

const TALL = 29
/** Bars closer than this are drawn as one, px. */
const CLOSE = 3
/** As the longest time-out may be. */
const LATE_MS = 10_000

export function drawBeats(sketch: Sketch, lane: LaneBox, program: Program): void {
  const { now, stretch, live } = sketch.scene
  const ground = lane.v + Math.round(lane.height * 0.6)
  sketch.add({
    type: 'ground',
    u0: 0,
    u1: sketch.u(Math.min(now, stretch.to)),
    v: ground,
    faint: false,
  })
  const seen = seenBeats(program.beats, { from: stretch.from, to: Math.min(stretch.to, now), now })
  let drawn = -Infinity
  for (const one of seen) {
    const u = sketch.u(one.asked)
    sketch.hits.push({ u, v: ground - TALL / 2, radius: 10, thing: one })
    if (u - drawn < CLOSE && one.beat.type === 'answered') continue
    drawn = u
    sketch.add({ type: 'beat', u, v: ground, height: heightOf(one), look: one.beat.type })
  }
  const last = program.beats[firstFrom(program.beats, now + 0.001) - 1]
  if (live && last !== undefined && now - last.at > OPEN_MS && isAlive(program, last, now))
    sketch.add({ type: 'beat', u: sketch.u(now) - 5, v: ground, height: TALL, look: 'open' })
  labels(sketch, ground + 16, seen)
}

function isAlive({ ended, run }: Program, { run: asked }: BeatSeen, now: number): boolean {
  return asked === run && (ended === undefined || ended > now)
}

/** Those that were asked in this time, and known about by then. */
function seenBeats(
  beats: readonly BeatSeen[],
  { from, to, now }: { from: number; to: number; now: number },
): BeatSeen[] {
  const first = firstFrom(beats, from)
  const after = firstFrom(beats, Math.min(to + LATE_MS, now + 0.001))
  return beats.slice(first, after).filter(({ asked }) => asked <= to)
}

function labels(sketch: Sketch, row: number, seen: readonly BeatSeen[]): void {
  const groups: BeatSeen[][] = []
  for (const one of seen) {
    const group = groups.at(-1)
    if (group?.[0]?.beat.type === one.beat.type) group.push(one)
    else groups.push([one])
  }
  for (const group of groups.toReversed()) {
    const first = group[0]
    if (first === undefined) continue
    sketch.label({
      u: Math.max(2, sketch.u(first.asked) - 4),
      v: row,
      say: groupWords(group),
      meaning: MEANINGS[first.beat.type],
      mono: false,
      bold: true,
      align: 'start',
    })
  }
}

const MEANINGS: Record<Exclude<BeatLook, 'open'>, Meaning> = {
  answered: 'running',
  timeout: 'blocked',
  refused: 'ink-2',
}

/** Higher with its latency, on a log scale: 1 ms is 8 px, 1 s is full height. */
function heightOf({ beat }: BeatSeen): number {
  if (beat.type === 'timeout') return TALL
  if (beat.type === 'refused') return 5
  return Math.min(TALL, 8 + (Math.log10(Math.max(1, beat.ms)) / 3) * (TALL - 8))
}
