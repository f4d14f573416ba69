/** Plays the last story again, from recorded events only: where it stands, how fast it goes. */
import { useEffect, useState } from 'react'
import { useStories } from '../session/index.ts'
import type { Model } from './model.ts'
import { useVersion } from './useVersion.ts'

export const SPEEDS = [0.25, 1, 4] as const
/** The picture stands a moment after the last event: at most so many ms, and no longer than the story. */
const AFTER_MS = 300
/** A press of an arrow key on the slider, at most and at least, ms. */
const STEP = { most: 50, least: 0.1 }

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

/** ms of a press of an arrow key: a story takes some two hundred of them, a long one more. */
export function stepOf({ from, to }: Pick<Replay, 'from' | 'to'>): number {
  const whole = Math.round((to - from) / 20) / 10
  return Math.min(STEP.most, Math.max(STEP.least, whole))
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
  const from = stories.at(-1) ?? fold.first ?? 0
  const to = fold.last + Math.min(AFTER_MS, Math.max(1, fold.last - from))
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
