/** Paints one picture: paper and sheet, axis, lanes with their heads, shapes, and the line of now. */
import type { Layout } from '../layout/shapes.ts'
import type { Tick } from '../layout/axis.ts'
import { headAbove, headBeside } from './heads.ts'
import { drawHalo, drawShape, hatch, text } from './shape.ts'
import type { Pen } from './pen.ts'

/** px before the plot on each axis: heads of lanes, and the axis of time. */
export interface Margins {
  head: number
  axis: number
}

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
  const plot = pen.down
    ? { u: height - margins.head, v: width - margins.axis }
    : { u: width - margins.head, v: height - margins.axis }
  inPlot(pen, { margins, across: 0 }, () => {
    context.beginPath()
    context.rect(...pen.rect(0, -margins.axis, { u: plot.u, v: plot.v + margins.axis }))
    context.clip()
    past(pen, painting, plot)
    axis(pen, painting, plot)
  })
  heads(pen, painting, plot)
  inPlot(pen, { margins, across: -scrolled }, () => {
    context.beginPath()
    context.rect(...pen.rect(0, scrolled, plot))
    context.clip()
    const { under, shapes } = painting.layout
    for (const shape of under) drawShape(pen, shape)
    for (const shape of shapes) drawHalo(pen, shape)
    for (const shape of shapes) drawShape(pen, shape)
  })
  now(pen, painting, plot)
}

interface Size {
  u: number
  v: number
}

/** Draws with the plot's corner as origin, moved `across` px. */
function inPlot(
  pen: Pen,
  { margins, across }: { margins: Margins; across: number },
  draw: () => void,
): void {
  pen.context.save()
  pen.context.translate(...pen.at(margins.head, margins.axis + across))
  draw()
  pen.context.restore()
}

function past(pen: Pen, { now: u, unseen, unseenSay, margins }: Painting, plot: Size): void {
  const { context } = pen
  const end = Math.min(plot.u, unseen ?? u)
  context.fillStyle = pen.colour('sheet')
  if (end > 0) context.fillRect(...pen.rect(0, -margins.axis, { u: end, v: plot.v + margins.axis }))
  if (unseen === undefined) return
  const from = Math.max(0, unseen)
  context.fillStyle = hatch(pen, 'line', pen.colour('paper'))
  context.fillRect(...pen.rect(from, 0, { u: plot.u - from, v: plot.v }))
  const words = { meaning: 'ink-2', mono: false, bold: false, align: 'start' } as const
  text(pen, { type: 'text', u: from + 12, v: pen.down ? 12 : plot.v / 2, say: unseenSay, ...words })
}

/** Half of the flag of now, and of a label, px. */
const FLAG = { across: 52, down: 18 }

function axis(pen: Pen, { ticks, now: flag, margins }: Painting, plot: Size): void {
  const { context } = pen
  const plain = { mono: false, bold: false }
  context.font = pen.font(plain)
  context.textAlign = pen.down ? 'end' : 'center'
  const clear = pen.down ? FLAG.down : FLAG.across
  for (const { u, say } of ticks) {
    const at = Math.round(u) + 0.5
    context.beginPath()
    pen.moveTo(at, -8)
    pen.lineTo(at, say === '' ? -4 : plot.v)
    pen.stroke(pen.colour(say === '' ? 'rule' : 'line'), 1)
    context.fillStyle = pen.colour('ink-3')
    if (say === '' || Math.abs(u - Math.min(flag, plot.u - 32)) < clear) continue
    const [x, y] = pen.at(u, -13)
    // The axis of a phone has no room for all digits and the unit.
    const cut = pen.down && pen.measure(say, plain) > margins.axis - 13
    context.fillText(cut ? say.replace(' s', '') : say, x, pen.down ? y + 4 : y)
  }
}

function heads(pen: Pen, painting: Painting, plot: Size): void {
  const { context } = pen
  const { width, height, margins, scrolled, layout } = painting
  if (pen.down) {
    context.save()
    context.translate(margins.axis, 0)
    for (const lane of layout.lanes) headAbove(pen, lane)
    context.restore()
    return
  }
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
      context.lineTo(margins.head + plot.u, lane.v + 0.5)
      pen.stroke(pen.colour('line'), 1)
    }
    headBeside(pen, lane, margins.head)
  })
  context.restore()
}

function now(pen: Pen, { now: u, flag, margins, height, width }: Painting, plot: Size): void {
  if (u < 0 || u > plot.u) return
  const { context } = pen
  const at = margins.head + u
  context.beginPath()
  pen.moveTo(at, pen.down ? 0 : 8)
  pen.lineTo(at, pen.down ? width : height)
  pen.stroke(pen.colour('ink'), 1.4)
  context.font = pen.font({ mono: false, bold: true })
  const wide = context.measureText(flag).width + (pen.down ? 10 : 20)
  const left = pen.down ? 2 : Math.min(at - wide / 2, margins.head + plot.u - wide)
  const top = pen.down ? Math.min(at, height - 12) - 9.5 : 2
  context.beginPath()
  context.roundRect(left, top, wide, 19, 3)
  context.fillStyle = pen.colour('ink')
  context.fill()
  context.textAlign = 'center'
  context.fillStyle = pen.colour('paper')
  context.fillText(flag, left + wide / 2, top + 14)
}
