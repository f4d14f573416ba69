/** Collects a picture's shapes, and keeps its labels from touching: who comes first has the place. */
import type { Fold } from '../fold/fold.ts'
import type { Stretch } from '../view.ts'
import type { BarHit, Hit, LaneBox, Shape, Text } from './shapes.ts'

/** Width of a text, px. */
export type Measure = (say: string, look: { mono: boolean; bold: boolean }) => number

export interface Scene {
  fold: Fold
  stretch: Stretch
  /** Nothing later than this is drawn: the present, or where a replay stands. */
  now: number
  /** Where the present story began. */
  story: number
  /** px along time and for all lanes across it. */
  width: number
  room: number
  measure: Measure
  /** The linked event, if any. */
  linked: number | undefined
  /** Names of programs as the page shows them, and of their apps' beats. */
  labels: ReadonlyMap<string, { label: string; beats: string | undefined }>
  /** Programs whose threads the learner opened or closed. */
  opened: ReadonlyMap<string, boolean>
  /** Something of the step runs. */
  live: boolean
  /** A message that has just come travels: up, ring, down. */
  travels: boolean
  /** Time runs down, as on phones: publishes go left, deliveries right. */
  down: boolean
}

/** Where a label stands when time runs down; without one it is left out there. */
export type DownPlace = Partial<Pick<Text, 'u' | 'v' | 'align'>>

/** Between two labels beside each other, and between their lines, px. */
const APART = 6
const LINE = 15

export class Sketch {
  readonly scene: Scene
  readonly shapes: Shape[] = []
  readonly hits: Hit[] = []
  /** Drawn over the other shapes. */
  readonly late: Shape[] = []
  readonly bars: BarHit[] = []
  readonly #perMs: number
  readonly #taken: Box[] = []

  constructor(scene: Scene) {
    this.scene = scene
    this.#perMs = scene.width / (scene.stretch.to - scene.stretch.from)
  }

  /** px of a time. */
  u(at: number): number {
    return (at - this.scene.stretch.from) * this.#perMs
  }

  /** ms that so many px show. */
  ms(px: number): number {
    return px / this.#perMs
  }

  add(shape: Shape): void {
    this.shapes.push(shape)
  }

  /** Adds a label unless it would touch one that is there, or leave the picture. True when it stands. */
  label(across: Omit<Text, 'type'>, down?: DownPlace): boolean {
    const { scene } = this
    if (scene.down && down === undefined) return false
    const text = scene.down ? { ...across, ...down } : across
    const [x, y] = scene.down ? [text.v, text.u] : [text.u, text.v]
    // Down there the heads and the end of the picture would cut a line in two.
    const [top, bottom] = scene.down ? [LINE / 2, scene.width - LINE / 2] : [-Infinity, Infinity]
    const width = scene.down ? scene.room : scene.width
    const wide = scene.measure(text.say, text)
    const left = x + { start: 0, middle: -wide / 2, end: -wide }[text.align]
    if (left < 0 || left + wide > width || y < top || y > bottom) return false
    const box = { left, right: left + wide, y }
    if (this.#taken.some((other) => touches(box, other))) return false
    this.#taken.push(box)
    this.shapes.push({ type: 'text', ...text })
    return true
  }
}

/** A line of text: its edges, and its middle across. */
interface Box {
  left: number
  right: number
  y: number
}

function touches(one: Box, other: Box): boolean {
  const beside = one.left >= other.right + APART || one.right <= other.left - APART
  return !beside && Math.abs(one.y - other.y) < LINE
}

/** Where a lane's things stand in it, px from its edge. */
export function middleOf(lane: LaneBox): number {
  return lane.v + lane.height / 2
}

/** Index of the first that is not before `at`; `list` is in the order of time. */
export function firstFrom(list: readonly { at: number }[], at: number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle]?.at ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}
