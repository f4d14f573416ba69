/** Beats as bars and words: where each stands in the last half minute, and what they say together. Pure. */
import type { Beat } from '../../server/protocol/index.ts'
import { latency } from '../session/index.ts'

/** The strip shows at most this much, ms. */
const LONGEST_SPAN = 30_000
/** A bar with its gap, and how often the app is asked. */
const BAR_PX = 11
const BEAT_MS = 250
const TALL = 26

export interface Bar {
  type: Beat['type'] | 'open'
  /** From 0, the oldest, to 100, now. */
  x: number
  height: number
}

export interface Group {
  type: Beat['type']
  x: number
  say: string
}

/** The time that the strip shows: `span` ms up to `now` on the lab's clock. */
export interface Strip {
  now: number
  span: number
}

/** How much fits into `width` px without bars that touch. */
export function spanOf(width: number): number {
  return Math.min(LONGEST_SPAN, Math.max(1, width / BAR_PX) * BEAT_MS)
}

/** Bars of the strip, oldest first. */
export function barsOf(beats: readonly Beat[], strip: Strip): Bar[] {
  return beats
    .filter((beat) => isIn(beat, strip))
    .map((beat) => ({ type: beat.type, x: placeOf(beat.at, strip), height: heightOf(beat) }))
}

function isIn({ at }: Beat, { now, span }: Strip): boolean {
  return at > now - span && at <= now
}

/** Beats of one kind in a row, with the words that stand under the first of them. */
export function groupsOf(beats: readonly Beat[], strip: Strip): Group[] {
  const groups: { type: Beat['type']; beats: Beat[] }[] = []
  for (const beat of beats) {
    if (!isIn(beat, strip)) continue
    const last = groups.at(-1)
    if (last?.type === beat.type) last.beats.push(beat)
    else groups.push({ type: beat.type, beats: [beat] })
  }
  return groups.map((group) => ({
    type: group.type,
    x: placeOf(group.beats[0]?.at ?? strip.now, strip),
    say: sayGroup(group.beats),
  }))
}

/** Roughly, of the 12 px text. */
const CHARACTER_PX = 6.6

/** Labels with their left edge in px; those that would touch a newer one are dropped. */
export function labelsIn(width: number, groups: readonly Group[]): (Group & { left: number })[] {
  let free = width
  const labels: (Group & { left: number })[] = []
  for (const group of groups.toReversed()) {
    const size = group.say.length * CHARACTER_PX
    const left = Math.max(0, Math.min((group.x / 100) * width - 8, width - size))
    if (left + size > free) continue
    labels.push({ ...group, left })
    free = left - 12
  }
  return labels.toReversed()
}

export interface Verdict {
  type: Beat['type'] | 'none'
  say: string
}

/** The words for the app's page now. */
export function verdictOf(beats: readonly Beat[], now: number): Verdict {
  const last = beats.at(-1)
  if (last === undefined) return { type: 'none', say: 'not asked yet' }
  if (last.type === 'answered') {
    const say = last.status < 400 ? 'answers' : `answers ${last.status}`
    return { type: 'answered', say: `${say} in ${latency(last.ms)}` }
  }
  if (last.type === 'refused') return { type: 'refused', say: 'nothing listens there' }
  const answered = beats.findLast((beat) => beat.type === 'answered')
  // The first unanswered question was asked a time-out before its beat.
  const first = beats[0]?.type === 'timeout' ? beats[0].ms : 0
  const since = answered?.at ?? (beats[0]?.at ?? now) - first
  return {
    type: 'timeout',
    say: `no answer for ${Math.max(1, Math.round((now - since) / 1000))} s`,
  }
}

function placeOf(at: number, { now, span }: Strip): number {
  return 100 - ((now - at) / span) * 100
}

/** Higher with its latency, on a log scale: 1 ms is 6 px, 1 s is full height. */
function heightOf(beat: Beat): number {
  if (beat.type === 'timeout') return TALL
  if (beat.type === 'refused') return 5
  return Math.min(TALL, 6 + (Math.log10(Math.max(1, beat.ms)) / 3) * (TALL - 6))
}

function sayGroup(beats: readonly Beat[]): string {
  const [first] = beats
  switch (first?.type) {
    case 'answered': {
      const times = beats.flatMap((beat) => (beat.type === 'answered' ? [beat.ms] : []))
      return `answers in ${latency(times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0)}`
    }
    case 'timeout':
      return `${beats.length} without an answer`
    case 'refused':
      return beats.length === 1 ? 'refused' : `${beats.length} refused`
    default:
      return ''
  }
}
