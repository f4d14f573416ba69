/** What the picture is made of. `u` runs with time, `v` across the lanes, both in px: phones swap them. */
import type { Topic } from '../../../server/protocol/index.ts'
import type { Thing } from '../fold/fold.ts'
import type { Bar } from '../fold/parts.ts'

export type Meaning =
  | 'running'
  | 'asleep'
  | 'waiting'
  | 'blocked'
  | 'lost'
  | 'published'
  | 'delivered'
  | 'you'
  | 'ink'
  | 'ink-2'
  | 'ink-3'

export type Shape =
  | { type: 'bar'; u0: number; u1: number; v: number; height: number; look: BarLook }
  /** How a channel is listened to: dashed while nobody is there. */
  | { type: 'wire'; u0: number; u1: number; v: number; width: number; dashed: boolean }
  /** From the ring to the lane, or the other way: the arrow is at `v1`. Slanted when it took long. */
  | { type: 'leg'; u0: number; u1: number; v0: number; v1: number; look: LegLook; strong: boolean }
  /** Legs too close to be told apart. */
  | {
      type: 'comb'
      u0: number
      u1: number
      v0: number
      v1: number
      look: 'published' | 'delivered'
    }
  | { type: 'capsule'; u0: number; u1: number; v: number; look: RingLook }
  | { type: 'tick'; u: number; v: number; height: number; meaning: Meaning; width: number }
  | { type: 'ring'; u: number; v: number; label: string; look: RingLook }
  | { type: 'halo'; u: number; v: number; radius: number }
  | { type: 'cross'; u: number; v: number }
  | { type: 'diamond'; u: number; v: number; look: 'you' | 'stop' }
  | { type: 'cut'; u: number; v: number }
  | { type: 'beat'; u: number; v: number; height: number; look: BeatLook }
  | { type: 'ground'; u0: number; u1: number; v: number; faint: boolean }
  | { type: 'gap'; u0: number; u1: number; say: string }
  | Text

export type BarLook = 'running' | 'asleep' | 'waiting' | 'blocked' | 'life'
export type LegLook = 'published' | 'delivered' | 'maybe' | 'lost' | 'visit' | 'subscribed'
export type RingLook = 'published' | 'lost'
export type BeatLook = 'answered' | 'timeout' | 'refused' | 'open'

export interface Text {
  type: 'text'
  u: number
  v: number
  say: string
  meaning: Meaning
  mono: boolean
  bold: boolean
  align: 'start' | 'middle' | 'end'
  /** On a plate of the sheet's colour, in the middle of a bar. */
  plate?: boolean
}

export interface LaneBox {
  key: string
  type: 'beats' | 'channel' | 'thread' | 'you'
  /** Its edge and extent across. */
  v: number
  height: number
  /** Where a channel's wire lies. */
  wire: number
  /** First line: name, and what stands beside it in grey. */
  name: string
  mono: boolean
  beside: string
  /** Second line. */
  say: string
  meaning: Meaning
  topic?: Topic
  /** Threads that are folded into this lane, or could be. */
  threads?: number
  open?: boolean
}

/** Where a thing stands, for pointers and for walking through with keys. */
export interface Hit {
  u: number
  v: number
  radius: number
  thing: Thing | Group
}

/** Publishes and deliveries that stand too close to be drawn apart. */
export interface Group {
  type: 'group'
  seq: number
  at: number
  to: number
  channel: string
  sent: number
  received: number
  lost: number
}

export interface BarHit {
  u0: number
  u1: number
  v: number
  height: number
  bar: Bar
  lane: string
}

export interface Layout {
  lanes: readonly LaneBox[]
  /** What lies below the messages. */
  under: readonly Shape[]
  shapes: readonly Shape[]
  hits: readonly Hit[]
  bars: readonly BarHit[]
  /** All lanes together, px. */
  height: number
}
