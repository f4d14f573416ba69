/** One canvas and what is on it: draws a frame when something moves or changed, and finds what is pointed at. */
import { storyOf } from '../../session/index.ts'
import type { LabClock, Stories } from '../../session/index.ts'
import { ticksOf } from '../layout/axis.ts'
import { layout } from '../layout/layout.ts'
import type { Hit, LaneBox, Layout } from '../layout/shapes.ts'
import type { Scene } from '../layout/sketch.ts'
import type { Model } from '../model.ts'
import { USUAL_MS, gestured, stretchOf } from '../view.ts'
import type { Known, Stretch, View } from '../view.ts'
import { lookOf } from './colours.ts'
import { listen } from './gestures.ts'
import { paint } from './paint.ts'
import type { Margins } from './paint.ts'
import { Pen } from './pen.ts'

export interface Props {
  view: View
  stories: Stories
  /** The linked event. */
  linked: number | undefined
  labels: Scene['labels']
  opened: Scene['opened']
  /** A replay stands here, ms on the session's clock; undefined: live. */
  replay: number | undefined
  /** Since then nothing is known: the connection is lost. */
  unseenSince: number | undefined
  /** Nothing may travel: the axis steps once a second. */
  calm: boolean
  onView: (view: View) => void
}

const NOTHING: Props = {
  view: { type: 'now', span: USUAL_MS },
  stories: [],
  linked: undefined,
  labels: new Map(),
  opened: new Map(),
  replay: undefined,
  unseenSince: undefined,
  calm: false,
  onView: () => {},
}

const HEAD = 184
const NARROW_HEAD = 128
const NARROW = 640
const AXIS = 28
/** In a panel narrower than this time runs down. */
const DOWN = 560
const DOWN_MARGINS: Margins = { head: 52, axis: 48 }
/** After the last event of a quiet lab the axis goes on: for a part of what its story took, ms at most. */
const REST = { part: 0.2, most: 1500 }
const EASE_MS = 200

export class Stage {
  props: Props = NOTHING
  readonly #canvas: HTMLCanvasElement
  readonly #box: HTMLElement
  readonly #model: Model
  readonly #clock: LabClock
  readonly #observer: ResizeObserver
  #pen: Pen | undefined
  #frame: number | undefined
  #drawn: { layout: Layout; stretch: Stretch } | undefined
  #ease: { from: Stretch; since: number } | undefined
  /** Something ran when it was drawn. */
  #live = false
  #onHeight: (height: number) => void

  constructor(parts: {
    canvas: HTMLCanvasElement
    /** What scrolls; the canvas fills it. */
    box: HTMLElement
    model: Model
    clock: LabClock
    onHeight: (height: number) => void
  }) {
    this.#canvas = parts.canvas
    this.#box = parts.box
    this.#model = parts.model
    this.#clock = parts.clock
    this.#onHeight = parts.onHeight
    this.#observer = new ResizeObserver(() => this.#resize())
    this.#observer.observe(this.#box)
  }

  dispose(): void {
    this.#observer.disconnect()
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
  }

  /** Something changed: draw soon. */
  refresh(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined
      this.#draw()
    })
  }

  /** The theme changed: colours are read anew. */
  repaint(): void {
    this.#pen = undefined
    this.refresh()
  }

  /** Takes what the page says; a view that is no drag is eased to. */
  show(props: Props): void {
    if (props.view !== this.props.view && props.view.type !== 'free') this.#easeFromDrawn()
    this.props = props
    this.refresh()
  }

  #easeFromDrawn(): void {
    const from = this.#drawn?.stretch
    if (from !== undefined && !this.props.calm) this.#ease = { from, since: performance.now() }
  }

  /** Drag, wheel and pinch; returns what takes them off again. */
  listen(): () => void {
    return listen(this.#canvas, {
      stretch: () => stretchOf(this.props.view, this.known()),
      plot: () => ({ start: this.margins.head, size: this.width }),
      down: () => this.down,
      scrolls: () => this.#box.scrollHeight > this.#box.clientHeight + 1,
      onStretch: (to) => this.props.onView(gestured(this.props.view, to, this.known())),
    })
  }

  known(): Known {
    const { fold } = this.#model
    const now = this.now()
    const first = fold.first ?? now
    const story = this.#storyAt(now) ?? first
    const live = this.props.replay === undefined && this.#model.fold.live.size > 0
    return { first: Math.min(first, story), story, now, end: Math.max(now, fold.last), live }
  }

  /** Where the ink line stands. */
  now(): number {
    if (this.props.replay !== undefined) return this.props.replay
    const { fold } = this.#model
    const clock = this.#clock.now()
    if (fold.live.size === 0) return this.props.calm ? this.#rests : Math.min(clock, this.#rests)
    return this.props.calm ? Math.max(fold.last, Math.floor(clock / 1000) * 1000) : clock
  }

  /** Where the axis of a quiet lab ends. */
  get #rests(): number {
    const { last } = this.#model.fold
    const story = this.#storyAt(last) ?? last
    return last + Math.min(REST.most, (last - story) * REST.part)
  }

  /** When the story began that `at` lies in. */
  #storyAt(at: number): number | undefined {
    return this.props.stories.findLast((start) => start <= at)
  }

  get down(): boolean {
    return this.#box.clientWidth < DOWN
  }

  get margins(): Margins {
    if (this.down) return DOWN_MARGINS
    return { head: this.#box.clientWidth < NARROW ? NARROW_HEAD : HEAD, axis: AXIS }
  }

  /** px along time. */
  get width(): number {
    const { clientWidth, clientHeight } = this.#box
    return Math.max(1, (this.down ? clientHeight : clientWidth) - this.margins.head)
  }

  /** What is drawn nearest to a point of the canvas. */
  hitAt(x: number, y: number): Hit | undefined {
    const { u, v } = this.#inPlot(x, y)
    let best: Hit | undefined
    let least = Infinity
    for (const hit of this.#drawn?.layout.hits ?? []) {
      const far = Math.hypot(Math.max(0, Math.abs(hit.u - u) - hit.radius + 10), hit.v - v)
      if (far > 14 || far >= least) continue
      least = far
      best = hit
    }
    return best
  }

  #inPlot(x: number, y: number): { u: number; v: number } {
    const { head, axis } = this.margins
    if (this.down) return { u: y - head, v: x - axis }
    return { u: x - head, v: y - axis + this.#box.scrollTop }
  }

  /** The head of a lane that is pointed at. */
  laneAt(x: number, y: number): LaneBox | undefined {
    const { head, axis } = this.margins
    const v = y - axis + this.#box.scrollTop
    if (this.down || x > head || y < axis) return undefined
    return this.#drawn?.layout.lanes.find((lane) => v >= lane.v && v < lane.v + lane.height)
  }

  /** The event drawn before or after another one, in the order of time; without one, the newest. */
  beside(thing: Hit['thing'] | undefined, by: number): Hit['thing'] | undefined {
    const hits = [...(this.#drawn?.layout.hits ?? [])].toSorted(
      (a, b) => a.thing.at - b.thing.at || a.thing.seq - b.thing.seq,
    )
    if (thing === undefined) return hits.at(-1)?.thing
    const at = hits.findIndex((hit) => hit.thing.seq === thing.seq)
    if (at !== -1) return hits[Math.max(0, at + by)]?.thing
    const near = (hit: Hit) => (hit.thing.at - thing.at) * by > 0
    return (by > 0 ? hits.find(near) : hits.findLast(near))?.thing
  }

  /** The half of the picture that a time is not in. */
  freeSide(at: number): 'left' | 'right' {
    const { from, to } = this.#drawn?.stretch ?? { from: 0, to: 1 }
    return at > (from + to) / 2 ? 'left' : 'right'
  }

  focus(): void {
    this.#canvas.focus()
  }

  get drawn(): { layout: Layout; stretch: Stretch } | undefined {
    return this.#drawn
  }

  #resize(): void {
    const { clientWidth, clientHeight } = this.#box
    const density = devicePixelRatio
    this.#canvas.width = Math.round(clientWidth * density)
    this.#canvas.height = Math.round(clientHeight * density)
    this.#canvas.style.width = `${clientWidth}px`
    this.#canvas.style.height = `${clientHeight}px`
    this.#pen = undefined
    this.#draw()
  }

  #draw(): void {
    const { clientWidth: width, clientHeight: height } = this.#box
    if (width === 0 || height === 0) return
    this.#model.sync()
    const pen = this.#penNow()
    if (pen === undefined) return
    const known = this.known()
    if (this.#live && !known.live) this.#easeFromDrawn()
    this.#live = known.live
    const stretch = this.#eased(stretchOf(this.props.view, known))
    const made = layout(this.#scene(pen, known, stretch))
    this.#drawn = { layout: made, stretch }
    const perMs = this.width / (stretch.to - stretch.from)
    const { unseenSince, stories } = this.props
    const unseen = unseenSince === undefined ? undefined : (unseenSince - stretch.from) * perMs
    paint(pen, {
      layout: made,
      ticks: ticksOf(stretch, this.width, stories),
      width,
      height,
      margins: this.margins,
      now: (known.now - stretch.from) * perMs,
      flag: `now ${((known.now - storyOf(stories, known.now)) / 1000).toFixed(1)}`,
      unseen,
      unseenSay: `not seen yet, ${Math.round((known.now - (unseenSince ?? 0)) / 1000)} s so far`,
      scrolled: this.#box.scrollTop,
    })
    this.#sayDrawn()
    this.#onHeight(this.down ? height : made.height + AXIS)
    if (this.#moves(known)) this.refresh()
  }

  /** The last event that is drawn, for those who wait for it: tests and the bench. */
  #sayDrawn(): void {
    const drawn = `${this.#model.fold.rows.at(-1)?.seq ?? 0}`
    if (this.#canvas.dataset['drawn'] !== drawn) this.#canvas.dataset['drawn'] = drawn
  }

  #penNow(): Pen | undefined {
    if (this.#pen !== undefined) return this.#pen
    const context = this.#canvas.getContext('2d')
    if (context === null) return undefined
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
    this.#pen = new Pen({ context, look: lookOf(this.#box), down: this.down })
    return this.#pen
  }

  #scene(pen: Pen, known: Known, stretch: Stretch): Scene {
    const { linked, labels, opened } = this.props
    return {
      fold: this.#model.fold,
      stretch,
      // What is not seen is not drawn, however likely it goes on.
      now: Math.min(known.now, this.props.unseenSince ?? Infinity),
      story: known.story,
      width: this.width,
      room: this.down ? this.#box.clientWidth - DOWN_MARGINS.axis : this.#box.clientHeight - AXIS,
      down: this.down,
      measure: pen.measure,
      linked,
      labels,
      opened,
      live: this.props.replay !== undefined || this.#model.fold.live.size > 0,
      // When nothing runs the clock may stand before a message would have arrived.
      travels: !this.props.calm && known.live,
    }
  }

  #eased(to: Stretch): Stretch {
    if (this.#ease === undefined) return to
    const part = (performance.now() - this.#ease.since) / EASE_MS
    if (part >= 1) {
      this.#ease = undefined
      return to
    }
    const rest = (1 - part) ** 3
    const { from } = this.#ease
    return { from: to.from + (from.from - to.from) * rest, to: to.to + (from.to - to.to) * rest }
  }

  /** The clock goes on, or the view does. */
  #moves({ now }: Known): boolean {
    if (this.#ease !== undefined) return true
    if (this.props.replay !== undefined) return false
    const { fold } = this.#model
    return fold.live.size > 0 || now < this.#rests
  }
}
