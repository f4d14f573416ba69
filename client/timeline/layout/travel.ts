/** How far a message that has just come has got: up 140 ms, its ring 60 ms, down 140 ms. Pure. */
import type { Publish } from '../fold/parts.ts'
import { firstFrom } from './sketch.ts'
import type { Scene } from './sketch.ts'

const UP_MS = 140
const RING_MS = 60
const DOWN_MS = 140
/** With so many in a second, each is simply there. */
const BUSY = 10

/** Parts of the way, 0 to 1. */
export interface Way {
  up: number
  ring: number
  down: number
}

const THERE: Way = { up: 1, ring: 1, down: 1 }

export function wayOf({ now, travels }: Scene, { at, channel: { publishes } }: Publish): Way {
  const age = now - at
  if (!travels || age >= UP_MS + RING_MS + DOWN_MS) return THERE
  if (publishes.length - firstFrom(publishes, at - 1000) >= BUSY) return THERE
  const part = (ms: number, of: number) => Math.min(1, Math.max(0, ms / of))
  return {
    up: part(age, UP_MS),
    ring: part(age - UP_MS, RING_MS),
    down: part(age - UP_MS - RING_MS, DOWN_MS),
  }
}
