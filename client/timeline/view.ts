/** Which stretch of time is looked at, and how gestures and keys change it. Pure. */

/**
 * Following `now` with `span` ms in sight, or less when a story is over that took less; all of the story; or a fixed
 * stretch, ms on the session's clock.
 */
export type View =
  { type: 'now'; span: number } | { type: 'all' } | { type: 'free'; from: number; to: number }

export interface Stretch {
  from: number
  to: number
}

/** What a view is seen against. */
export interface Known {
  /** The first event that is kept, and the present story's beginning. */
  first: number
  story: number
  now: number
  /** The last there is; with a replay it is later than `now`. */
  end: number
  /** Something runs, and more is to come. */
  live: boolean
}

/** Part of the picture that is left for the future. */
const FUTURE = 0.065
/** As on the boards, with a picture of usual width. */
export const USUAL_MS = 5800
const SHORTEST = 5
/** All of a story is never drawn larger than this while it goes on, and when it is over. */
const ALL = { live: 1000, over: 20 }
const LONGEST = 3_600_000
/** A press of an arrow key moves by so much of what is seen. */
const PAN = 0.1
const ZOOM = 1.5

export function stretchOf(view: View, known: Known): Stretch {
  const { first, story, now, end } = known
  switch (view.type) {
    case 'now': {
      const span = followedSpan(view.span, known)
      const margin = span * FUTURE
      const from = Math.max(Math.min(story, now) - margin / 2, now + margin - span)
      return { from, to: from + span }
    }
    case 'all': {
      const from = Math.min(Math.max(story, first), end)
      const span = spanOf(end - from, known)
      return { from: from - (span * FUTURE) / 2, to: from + span * (1 - FUTURE / 2) }
    }
    case 'free':
      return { from: view.from, to: view.to }
  }
}

/** What took a tenth of a second would be a few pixels of the usual span: once it is over, it fills the picture. */
function followedSpan(span: number, known: Known): number {
  if (known.live) return span
  return Math.min(span, (span / USUAL_MS) * spanOf(known.end - known.story, known))
}

/** With `ms` in sight, and room on either side. */
function spanOf(ms: number, { live }: Known): number {
  return Math.max(live ? ALL.live : ALL.over, ms) / (1 - FUTURE * 1.5)
}

/** `by` in parts of what is seen; to the right is positive. */
export function pan(view: View, known: Known, by: number): View {
  const { from, to } = stretchOf(view, known)
  const ms = (to - from) * by
  return settle({ from: from + ms, to: to + ms }, known)
}

/** `by` > 1 shows less time, larger; while it follows, it goes on following. */
export function zoom(view: View, known: Known, by: number): View {
  if (view.type === 'now') return { type: 'now', span: bound(view.span / by) }
  const { from, to } = stretchOf(view, known)
  const span = bound((to - from) / by)
  const middle = (from + to) / 2
  return settle({ from: middle - span / 2, to: middle + span / 2 }, known)
}

/** A stretch that was dragged to: it goes no further than a screen beyond what there is. */
export function settle({ from, to }: Stretch, { first, end }: Known): View {
  const span = bound(to - from)
  const start = Math.min(Math.max(from, first - span * 0.9), end - span * 0.1)
  return { type: 'free', from: start, to: start + span }
}

/** What a gesture makes of a view: whoever follows and only zooms goes on following. */
export function gestured(view: View, to: Stretch, known: Known): View {
  if (view.type === 'now') {
    const seen = stretchOf(view, known)
    const by = (to.to - to.from) / (seen.to - seen.from)
    if (Math.abs(by - 1) > 0.001) return { type: 'now', span: bound(view.span * by) }
  }
  return settle(to, known)
}

export function follow(view: View, known: Known): View {
  if (view.type === 'now') return view
  const { from, to } = stretchOf(view, known)
  const usual = view.type === 'all' ? USUAL_MS : bound(to - from)
  return { type: 'now', span: usual }
}

/** What a key does to the view; undefined when it means nothing here. */
export function keyed(key: string, view: View, known: Known): View | undefined {
  switch (key) {
    case 'ArrowLeft':
      return pan(view, known, -PAN)
    case 'ArrowRight':
      return pan(view, known, PAN)
    case '+':
    case '=':
      return zoom(view, known, ZOOM)
    case '-':
      return zoom(view, known, 1 / ZOOM)
    case 'Home': {
      const { from, to } = stretchOf(view, known)
      return { type: 'free', from: known.first, to: known.first + (to - from) }
    }
    case 'End':
    case 'n':
      return follow(view, known)
    case '0':
      return { type: 'all' }
    default:
      return undefined
  }
}

function bound(span: number): number {
  return Math.min(LONGEST, Math.max(SHORTEST, span))
}
