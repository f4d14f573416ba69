/** Plays the last story again, from recorded events only: where it stands, how fast it goes. */
import { useEffect, useState } from 'react'
import { useStories } from '../session/index.ts'
import type { Model } from './model.ts'
import { useVersion } from './useVersion.ts'

export const SPEEDS = [0.25, 1, 4] as const
/** The picture stands a moment after the last event, ms. */
const AFTER_MS = 300

export interface Replay {
  /** Something is recorded, and nothing runs: it can be played. */
  possible: boolean
  /** Where it stands, ms on the session's clock; undefined: live. */
  at: number | undefined
  from: number
  to: number
  speed: number
  playing: boolean
  open: () => void
  close: () => void
  seek: (at: number) => void
  play: (playing: boolean) => void
  setSpeed: (speed: number) => void
}

/** Where a replay stands after so many ms of the wall clock. */
export function advance(at: number, ms: number, { speed, to }: { speed: number; to: number }) {
  return Math.min(to, at + ms * speed)
}

export function useReplay(model: Model, step: { lesson: string; step: string }): Replay {
  useVersion(model)
  const stories = useStories(step)
  const [at, setAt] = useState<number>()
  const [playing, play] = useState(false)
  const [speed, setSpeed] = useState(1)
  const { fold } = model
  const live = fold.live.size > 0
  const from = stories.at(-1) ?? fold.rows[0]?.at ?? 0
  const to = fold.last + AFTER_MS
  // A new run is seen live.
  if (live && at !== undefined) setAt(undefined)
  const done = at !== undefined && at >= to
  useFrames(playing && at !== undefined && !done, (ms) =>
    setAt((now) => (now === undefined ? now : advance(now, ms, { speed, to }))),
  )
  return {
    possible: !live && fold.rows.length > 0,
    at: live ? undefined : at,
    from,
    to,
    speed,
    playing: playing && !done,
    open: () => {
      setAt(from)
      play(true)
    },
    close: () => setAt(undefined),
    seek: setAt,
    play: (on) => {
      if (on && done) setAt(from)
      play(on)
    },
    setSpeed,
  }
}

/** Calls with the ms since the frame before, while `on`. */
function useFrames(on: boolean, step: (ms: number) => void): void {
  useEffect(() => {
    if (!on) return
    let before = performance.now()
    let frame = requestAnimationFrame(function next(now) {
      step(Math.max(0, now - before))
      before = now
      frame = requestAnimationFrame(next)
    })
    return () => cancelAnimationFrame(frame)
  })
}
