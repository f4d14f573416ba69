/** A canvas' context with the look's colours; swaps the axes where time runs down. */
import type { Measure } from '../layout/sketch.ts'
import type { Meaning } from '../layout/shapes.ts'
import type { Colour, Look } from './colours.ts'

export interface PenWorld {
  context: CanvasRenderingContext2D
  look: Look
  /** Time runs down. */
  down: boolean
}

/** Texts measured before; emptied when it grows, since payloads are endless. */
const MEASURED = 4000

export class Pen {
  readonly context: CanvasRenderingContext2D
  readonly look: Look
  readonly down: boolean
  readonly #widths = new Map<string, number>()
  readonly #patterns = new Map<string, CanvasPattern>()

  constructor({ context, look, down }: PenWorld) {
    this.context = context
    this.look = look
    this.down = down
  }

  colour(name: Colour): string {
    return this.look.colours[name]
  }

  /** The colour of words for a meaning. */
  words(meaning: Meaning): string {
    if (meaning === 'ink' || meaning === 'ink-2' || meaning === 'ink-3') return this.colour(meaning)
    return this.colour(`${meaning}-text`)
  }

  /** Point of the canvas. */
  at(u: number, v: number): [number, number] {
    return this.down ? [v, u] : [u, v]
  }

  moveTo(u: number, v: number): void {
    this.context.moveTo(...this.at(u, v))
  }

  lineTo(u: number, v: number): void {
    this.context.lineTo(...this.at(u, v))
  }

  /** A rectangle from (u0, v0) to (u1, v1). */
  rect(u0: number, v0: number, size: { u: number; v: number }): [number, number, number, number] {
    return this.down ? [v0, u0, size.v, size.u] : [u0, v0, size.u, size.v]
  }

  stroke(colour: string, width: number, dash: readonly number[] = []): void {
    this.context.strokeStyle = colour
    this.context.lineWidth = width
    this.context.setLineDash([...dash])
    this.context.stroke()
  }

  font({ mono, bold }: { mono: boolean; bold: boolean }): string {
    return `${bold ? 600 : 400} 12px ${mono ? this.look.mono : this.look.sans}`
  }

  readonly measure: Measure = (say, text) => {
    const key = `${text.mono ? 'm' : 's'}${text.bold ? 'b' : ''} ${say}`
    const known = this.#widths.get(key)
    if (known !== undefined) return known
    if (this.#widths.size > MEASURED) this.#widths.clear()
    this.context.font = this.font(text)
    const { width } = this.context.measureText(say)
    this.#widths.set(key, width)
    return width
  }

  /** A small tile that repeats, drawn once at the screen's density. */
  pattern(
    name: string,
    size: number,
    draw: (tile: CanvasRenderingContext2D) => void,
  ): string | CanvasPattern {
    const known = this.#patterns.get(name)
    if (known !== undefined) return known
    const density = Math.max(1, Math.round(devicePixelRatio))
    const canvas = document.createElement('canvas')
    canvas.width = size * density
    canvas.height = size * density
    const tile = canvas.getContext('2d')
    if (tile === null) return this.colour('ink')
    tile.scale(density, density)
    draw(tile)
    const made = this.context.createPattern(canvas, 'repeat')
    if (made === null) return this.colour('ink')
    made.setTransform(new DOMMatrix().scale(1 / density))
    this.#patterns.set(name, made)
    return made
  }
}
