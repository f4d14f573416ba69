/** Ticks of the time axis: each story counts its own seconds. */
import { scaleLinear } from 'd3-scale'
import { storyOf } from '../../session/index.ts'
import type { Stories } from '../../session/index.ts'
import type { Stretch } from '../view.ts'

export interface Tick {
  u: number
  /** Empty for the small ones between. */
  say: string
}

/** About one label in so many px. */
const LABEL_EVERY = 140
/** Half of a label, px for each character, and what keeps two of them apart. */
const HALF = 3.3
const GAP = 6

/** `width` in px; a label only where its story has begun. */
export function ticksOf(stretch: Stretch, width: number, stories: Stories): Tick[] {
  const all = piecesOf(stretch, stories).flatMap(({ from, to, origin }) => {
    const count = Math.max(1, width / LABEL_EVERY)
    const whole = scaleLinear([stretch.from - origin, stretch.to - origin], [0, width])
    const main = whole.ticks(count)
    const step = (main[1] ?? 1) - (main[0] ?? 0)
    const digits = Math.max(0, Math.min(6, -Math.floor(Math.log10(step / 1000) + 1e-9)))
    const inside = (ms: number) => ms + origin >= from && ms + origin <= to && ms >= 0
    const small = main.map((ms) => ms + step / 2).filter(inside)
    return [
      ...main
        .filter(inside)
        .map((ms) => ({ u: whole(ms), say: `${(ms / 1000).toFixed(digits)} s` })),
      ...small.map((ms) => ({ u: whole(ms), say: '' })),
    ]
  })
  return apart(all)
}

/** Without the labels that would be cut at the beginning, or touch a later one, as where an older story ends. */
function apart(all: readonly Tick[]): Tick[] {
  return all.map((tick, at) => {
    const half = HALF * tick.say.length
    const touches = ({ u, say }: Tick) => say !== '' && u - tick.u < half + HALF * say.length + GAP
    return tick.u < half || all.slice(at + 1).some(touches) ? { ...tick, say: '' } : tick
  })
}

/** The stretch cut where stories begin. */
function piecesOf({ from, to }: Stretch, stories: Stories) {
  const cuts = stories.filter((start) => start > from && start < to)
  const starts = [from, ...cuts]
  return starts.map((start, index) => ({
    from: start,
    to: starts[index + 1] ?? to,
    origin: storyOf(stories, start),
  }))
}
