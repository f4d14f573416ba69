/** Paints one picture: paper and sheet, axis, lanes with their heads, shapes, and the line of now. */
import type { Layout, LaneBox } from '../layout/shapes.ts'
import type { Tick } from '../layout/axis.ts'
import { drawHalo, drawShape, hatch, text } from './shape.ts'
import type { Pen } from './pen.ts'

/** px before the plot on each axis: heads of lanes, and the axis of time. */
export interface Margins {
  head: number
  axis: number
}

/** The sheet reaches up beside the labels of the axis, px. */
const AXIS_TOP = 28

export interface Painting {
  layout: Layout
  ticks: readonly Tick[]
  width: number
  height: number
  margins: Margins
  /** px of now along time; beyond the plot when it is out of sight. */
  now: number
  /** What stands on its flag. */
  flag: string
  /** px from which nothing is known, while the connection is lost. */
  unseen: number | undefined
  unseenSay: string
  /** How far the lanes are scrolled. */
  scrolled: number
}

export function paint(pen: Pen, painting: Painting): void {
  const { context } = pen
  const { width, height, margins, scrolled } = painting
  context.fillStyle = pen.colour('paper')
  context.fillRect(0, 0, width, height)
  const plot = { u: width - margins.head, v: height - margins.axis }
  context.save()
  context.beginPath()
  context.rect(margins.head, 0, plot.u, height)
  context.clip()
  context.translate(margins.head, margins.axis)
  past(pen, painting, plot)
  axis(pen, painting, plot)
  context.restore()
  heads(pen, painting)
  context.save()
  context.beginPath()
  context.rect(margins.head, margins.axis, plot.u, plot.v)
  context.clip()
  context.translate(margins.head, margins.axis - scrolled)
  const { under, shapes } = painting.layout
  for (const shape of under) drawShape(pen, shape)
  for (const shape of shapes) drawHalo(pen, shape)
  for (const shape of shapes) drawShape(pen, shape)
  context.restore()
  now(pen, painting, plot)
}

interface Size {
  u: number
  v: number
}

function past(pen: Pen, { now: u, unseen, unseenSay }: Painting, plot: Size): void {
  const { context } = pen
  const end = Math.min(plot.u, unseen ?? u)
  context.fillStyle = pen.colour('sheet')
  if (end > 0) context.fillRect(0, -AXIS_TOP, end, plot.v + AXIS_TOP)
  if (unseen === undefined) return
  const from = Math.max(0, unseen)
  context.fillStyle = hatch(pen, 'line', pen.colour('paper'))
  context.fillRect(from, 0, plot.u - from, plot.v)
  const words = {
    meaning: 'ink-2',
    mono: false,
    bold: false,
    align: 'start',
    plate: false,
  } as const
  text(pen, { type: 'text', u: from + 12, v: plot.v / 2, say: unseenSay, ...words })
}

/** Half of the flag of now, and of a label, px. */
const FLAG = 52

function axis(pen: Pen, { ticks, now: flag }: Painting, plot: Size): void {
  const { context } = pen
  context.font = pen.font({ mono: false, bold: false })
  context.textAlign = 'center'
  for (const { u, say } of ticks) {
    const x = Math.round(u) + 0.5
    context.beginPath()
    context.moveTo(x, -8)
    context.lineTo(x, say === '' ? -4 : plot.v)
    pen.stroke(pen.colour(say === '' ? 'rule' : 'line'), 1)
    context.fillStyle = pen.colour('ink-3')
    if (say !== '' && Math.abs(u - Math.min(flag, plot.u - 32)) > FLAG)
      context.fillText(say, u, -13)
  }
}

function heads(pen: Pen, painting: Painting): void {
  const { context } = pen
  const { width, height, margins, scrolled, layout } = painting
  context.save()
  context.beginPath()
  context.rect(0, margins.axis, width, height - margins.axis)
  context.clip()
  context.translate(0, margins.axis - scrolled)
  layout.lanes.forEach((lane, index) => {
    const before = layout.lanes[index - 1]
    if (before !== undefined && before.type !== 'channel') {
      context.beginPath()
      context.moveTo(20, lane.v + 0.5)
      context.lineTo(width, lane.v + 0.5)
      pen.stroke(pen.colour('line'), 1)
    }
    head(pen, lane, margins.head)
  })
  context.restore()
}

function head(pen: Pen, lane: LaneBox, room: number): void {
  const { context } = pen
  const middle = headMiddle(lane)
  const one = lane.say === '' || lane.height < 34
  const y = one ? middle : middle - 8
  context.save()
  context.beginPath()
  context.rect(0, lane.v, room - 6, lane.height)
  context.clip()
  context.textAlign = 'start'
  context.font = pen.font({ mono: lane.mono, bold: true })
  context.fillStyle = pen.colour('ink')
  context.fillText(lane.name, 20, y + 4)
  const after = 20 + context.measureText(lane.name).width + 7
  context.font = pen.font({ mono: false, bold: false })
  context.fillStyle = pen.colour('ink-2')
  context.fillText(lane.beside, after, y + 4)
  if (lane.open !== undefined) fold(pen, y, lane.open)
  if (!one) {
    context.font = pen.font({ mono: false, bold: lane.meaning !== 'ink-2' })
    context.fillStyle = pen.words(lane.meaning)
    context.fillText(lane.say, 20, y + 20)
  }
  context.restore()
}

/** The triangle of a lane that holds threads: down while they are shown. */
function fold({ context, look }: Pen, y: number, open: boolean): void {
  context.beginPath()
  const points = open ? [6, y - 2, 14, y - 2, 10, y + 4] : [8, y - 4, 14, y, 8, y + 4]
  context.moveTo(points[0] ?? 0, points[1] ?? 0)
  context.lineTo(points[2] ?? 0, points[3] ?? 0)
  context.lineTo(points[4] ?? 0, points[5] ?? 0)
  context.fillStyle = look.colours['ink-2']
  context.fill()
}

/** Beside what it names: the wire, the bars. */
function headMiddle({ type, v, height }: LaneBox): number {
  if (type === 'beats') return v + height * 0.45
  return v + height / 2
}

function now(pen: Pen, { now: u, flag, margins, height }: Painting, plot: Size): void {
  if (u < 0 || u > plot.u) return
  const { context } = pen
  const x = margins.head + u
  context.beginPath()
  context.moveTo(x, 8)
  context.lineTo(x, height)
  pen.stroke(pen.colour('ink'), 1.4)
  context.font = pen.font({ mono: false, bold: true })
  const width = context.measureText(flag).width + 20
  const left = Math.min(x - width / 2, margins.head + plot.u - width)
  context.beginPath()
  context.roundRect(left, 2, width, 19, 3)
  context.fillStyle = pen.colour('ink')
  context.fill()
  context.textAlign = 'center'
  context.fillStyle = pen.colour('paper')
  context.fillText(flag, left + width / 2, 16)
}
