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
}

/** Between two labels. */
const APART = 6

export class Sketch {
  readonly scene: Scene
  readonly shapes: Shape[] = []
  readonly hits: Hit[] = []
  /** Drawn over the other shapes. */
  readonly late: Shape[] = []
  readonly bars: BarHit[] = []
  readonly #perMs: number
  readonly #taken = new Map<number, [number, number][]>()

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
  label(text: Omit<Text, 'type'>): boolean {
    const width = this.scene.measure(text.say, text)
    const left = { start: 0, middle: -width / 2, end: -width }[text.align] + text.u
    if (left < 0 || left + width > this.scene.width) return false
    if (!this.claim(text.v, left, left + width)) return false
    this.shapes.push({ type: 'text', ...text })
    return true
  }

  /** Takes a place in a row of labels. */
  claim(row: number, from: number, to: number): boolean {
    const taken = this.#taken.get(row) ?? []
    if (taken.some(([a, b]) => from < b + APART && to > a - APART)) return false
    taken.push([from, to])
    this.#taken.set(row, taken)
    return true
  }
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
