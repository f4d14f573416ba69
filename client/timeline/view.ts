/** Which stretch of time is looked at, and how gestures and keys change it. Pure. */

/** Following `now` with `span` ms in sight; all of the story; or a fixed stretch, ms on the session's clock. */
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
}

/** Part of the picture that is left for the future. */
const FUTURE = 0.065
/** As on the boards, with a picture of usual width. */
export const USUAL_MS = 5800
const SHORTEST = 5
const LONGEST = 3_600_000
/** A press of an arrow key moves by so much of what is seen. */
const PAN = 0.1
const ZOOM = 1.5

export function stretchOf(view: View, { first, story, now, end }: Known): Stretch {
  switch (view.type) {
    case 'now': {
      const margin = view.span * FUTURE
      const from = Math.max(Math.min(story, now) - margin / 2, now + margin - view.span)
      return { from, to: from + view.span }
    }
    case 'all': {
      const from = Math.min(Math.max(story, first), end)
      const span = Math.max(1000, end - from) / (1 - FUTURE * 1.5)
      return { from: from - (span * FUTURE) / 2, to: from + span * (1 - FUTURE / 2) }
    }
    case 'free':
      return { from: view.from, to: view.to }
  }
}

/** `by` in parts of what is seen; to the right is positive. */
export function pan(view: View, known: Known, by: number): View {
  const { from, to } = stretchOf(view, known)
  const ms = (to - from) * by
  return settle({ from: from + ms, to: to + ms }, known)
}

/** `by` > 1 shows less time, larger; while it follows, it goes on following. */
export function zoom(view: View, known: Known, by: number): View {
  const { from, to } = stretchOf(view, known)
  const span = bound((to - from) / by)
  if (view.type === 'now') return { type: 'now', span }
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
  const span = to.to - to.from
  if (view.type === 'now' && Math.abs(span / view.span - 1) > 0.001)
    return { type: 'now', span: bound(span) }
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
