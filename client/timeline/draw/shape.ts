/** Draws each kind of shape as the look has it. */
import { unreachable } from '../../../server/protocol/index.ts'
import type { BarLook, BeatLook, LegLook, RingLook, Shape, Text } from '../layout/shapes.ts'
import type { Pen } from './pen.ts'

type Of<T extends Shape['type']> = Extract<Shape, { type: T }>

export function drawShape(pen: Pen, shape: Shape): void {
  switch (shape.type) {
    case 'bar':
      return bar(pen, shape)
    case 'wire':
      return wire(pen, shape)
    case 'leg':
      return leg(pen, shape)
    case 'comb':
      return comb(pen, shape)
    case 'tick':
      return tick(pen, shape)
    case 'ring':
      return ring(pen, shape)
    case 'capsule':
      return capsule(pen, shape)
    case 'halo':
      return halo(pen, shape)
    case 'cross':
      return cross(pen, shape)
    case 'diamond':
      return diamond(pen, shape)
    case 'cut':
      return cut(pen, shape)
    case 'beat':
      return beat(pen, shape)
    case 'ground':
      return ground(pen, shape)
    case 'gap':
      return gap(pen, shape)
    case 'text':
      return text(pen, shape)
    default:
      return unreachable(shape)
  }
}

function bar(pen: Pen, { u0, u1, v, height, look }: Of<'bar'>): void {
  const { context } = pen
  const box = pen.rect(u0, v - height / 2, { u: Math.max(1, u1 - u0), v: height })
  context.beginPath()
  context.roundRect(...box, Math.min(2, (u1 - u0) / 3))
  context.fillStyle = fillOf(pen, look)
  if (look === 'asleep') {
    context.fillStyle = pen.colour('asleep-tint')
    context.fill()
    context.fillStyle = fillOf(pen, look)
  }
  context.fill()
  if (u1 - u0 < 3 || (look !== 'waiting' && look !== 'blocked')) return
  pen.stroke(pen.colour(look), look === 'blocked' ? 1.8 : 1.5)
}

function fillOf(pen: Pen, look: BarLook): string | CanvasPattern {
  switch (look) {
    case 'running':
      return pen.colour('running')
    case 'waiting':
      return pen.colour('waiting-tint')
    case 'asleep':
      return pen.pattern('asleep', 6, (tile) => {
        tile.fillStyle = pen.colour('asleep')
        tile.beginPath()
        tile.arc(3, 3, 1.2, 0, 7)
        tile.fill()
      })
    case 'blocked':
      return hatch(pen, 'blocked', pen.colour('blocked-tint'))
    case 'life':
      return pen.colour('line')
    default:
      return unreachable(look)
  }
}

/** Diagonal stripes, as waits that hold something up have. */
export function hatch(pen: Pen, name: 'blocked' | 'line', ground: string): string | CanvasPattern {
  return pen.pattern(name, 8, (tile) => {
    tile.fillStyle = ground
    tile.fillRect(0, 0, 8, 8)
    tile.strokeStyle = pen.colour(name)
    tile.globalAlpha = name === 'blocked' ? 0.75 : 1
    tile.lineWidth = 1.5
    for (const shift of [-8, 0, 8]) {
      tile.moveTo(shift - 1, 9)
      tile.lineTo(shift + 9, -1)
    }
    tile.stroke()
  })
}

function wire(pen: Pen, { u0, u1, v, width, dashed }: Of<'wire'>): void {
  pen.context.beginPath()
  pen.moveTo(u0, v)
  pen.lineTo(u1, v)
  pen.stroke(pen.colour(dashed ? 'rule' : 'ink'), width, dashed ? [2, 5] : [])
}

const DASHES: Record<LegLook, readonly number[]> = {
  published: [],
  delivered: [],
  maybe: [4, 3],
  lost: [3, 2.5],
  visit: [3, 3],
  subscribed: [2, 3],
}

function leg(pen: Pen, { u0, u1, v0, v1, look, strong }: Of<'leg'>): void {
  const { context } = pen
  const arrow = look === 'delivered' || look === 'maybe'
  const end = arrow ? v1 - 8 : v1
  line(pen, [u0, v0, u1, end])
  const colour = legColour(pen, look)
  const thin = look === 'visit' || look === 'subscribed' ? 1.4 : 1.8
  pen.stroke(colour, strong ? thin + 0.8 : thin, DASHES[look])
  if (!arrow) return
  context.beginPath()
  pen.moveTo(u1 - 5, v1 - 9.5)
  pen.lineTo(u1 + 5, v1 - 9.5)
  pen.lineTo(u1, v1 - 1)
  context.fillStyle = colour
  context.fill()
}

/** Keeps a leg apart from the bars and words that it crosses. Drawn before all legs, so that none hides another. */
export function drawHalo(pen: Pen, shape: Shape): void {
  if (shape.type !== 'leg' || shape.look === 'subscribed' || shape.look === 'lost') return
  const end = shape.look === 'published' ? shape.v1 : shape.v1 - 8
  line(pen, [shape.u0, shape.v0, shape.u1, end])
  pen.stroke(pen.colour('sheet'), 6)
}

function legColour(pen: Pen, look: LegLook): string {
  if (look === 'visit') return pen.colour('ink')
  if (look === 'published' || look === 'lost') return pen.colour(look)
  return pen.colour('delivered')
}

function line(pen: Pen, [u0, v0, u1, v1]: readonly [number, number, number, number]): void {
  pen.context.beginPath()
  pen.moveTo(u0, v0)
  pen.lineTo(u1, v1)
}

/** Between the teeth, px. */
const TEETH = 4

function comb(pen: Pen, { u0, u1, v0, v1, look }: Of<'comb'>): void {
  pen.context.beginPath()
  for (let u = u0; u <= u1 + 0.1; u += TEETH) {
    pen.moveTo(u, v0)
    pen.lineTo(u, v1)
  }
  pen.context.globalAlpha = 0.55
  pen.stroke(pen.colour(look), 1)
  pen.context.globalAlpha = 1
}

function tick(pen: Pen, { u, v, height, meaning, width }: Of<'tick'>): void {
  pen.context.fillStyle = pen.colour(meaning)
  pen.context.fillRect(...pen.rect(u - width / 2, v - height / 2, { u: width, v: height }))
}

const RING_DASH = [3.2, 2.4]

function ring(pen: Pen, { u, v, label, look }: Of<'ring'>): void {
  const { context } = pen
  const [x, y] = pen.at(u, v)
  context.beginPath()
  context.arc(x, y, 9, 0, 7)
  context.fillStyle = pen.colour('sheet')
  context.fill()
  pen.stroke(pen.colour(look), 2.2, look === 'lost' ? RING_DASH : [])
  count(pen, [x, y], { label, look })
}

function count(
  pen: Pen,
  [x, y]: readonly [number, number],
  { label, look }: { label: string; look: RingLook },
): void {
  const { context } = pen
  context.font = `700 ${label.length > 2 ? 9 : 12}px ${pen.look.sans}`
  context.textAlign = 'center'
  context.fillStyle = pen.words(look)
  context.fillText(label, x, y + 4.2)
}

function capsule(pen: Pen, { u0, u1, v, look }: Of<'capsule'>): void {
  const { context } = pen
  context.beginPath()
  context.roundRect(...pen.rect(u0, v - 6, { u: u1 - u0, v: 12 }), 6)
  context.fillStyle = pen.colour('sheet')
  context.fill()
  pen.stroke(pen.colour(look), 2.2, look === 'lost' ? RING_DASH : [])
}

function halo(pen: Pen, { u, v, radius }: Of<'halo'>): void {
  const [x, y] = pen.at(u, v)
  pen.context.beginPath()
  pen.context.arc(x, y, radius, 0, 7)
  pen.stroke(pen.colour('ink'), 1.6)
}

function cross(pen: Pen, { u, v }: Of<'cross'>): void {
  const { context } = pen
  const [x, y] = pen.at(u, v)
  context.lineCap = 'round'
  context.beginPath()
  context.moveTo(x - 4.5, y - 4.5)
  context.lineTo(x + 4.5, y + 4.5)
  context.moveTo(x + 4.5, y - 4.5)
  context.lineTo(x - 4.5, y + 4.5)
  pen.stroke(pen.colour('lost'), 2.4)
  context.lineCap = 'butt'
}

function diamond(pen: Pen, { u, v, look }: Of<'diamond'>): void {
  const { context } = pen
  const [x, y] = pen.at(u, v)
  context.beginPath()
  if (look === 'stop') context.roundRect(x - 5, y - 5, 10, 10, 1.5)
  else {
    context.moveTo(x, y - 6)
    context.lineTo(x + 6, y)
    context.lineTo(x, y + 6)
    context.lineTo(x - 6, y)
    context.closePath()
  }
  context.fillStyle = pen.colour('you')
  context.fill()
  pen.stroke(pen.colour('ink'), 1.4)
}

/** A connection cut: a gap with a stroke on each side. */
function cut(pen: Pen, { u, v }: Of<'cut'>): void {
  pen.context.beginPath()
  for (const side of [-2.5, 2.5]) {
    pen.moveTo(u + side - 2, v + 9)
    pen.lineTo(u + side + 2, v - 9)
  }
  pen.stroke(pen.colour('lost'), 2)
}

function beat(pen: Pen, { u, v, height, look }: Of<'beat'>): void {
  const { context } = pen
  const width = 8
  const box = pen.rect(u - width / 2, v - height, { u: width, v: height })
  context.beginPath()
  context.rect(...box)
  beatBox(pen, look)
  if (look !== 'timeout') return
  context.beginPath()
  const [x, y] = pen.at(u, v - height + 6)
  context.moveTo(x - 2.4, y - 2.4)
  context.lineTo(x + 2.4, y + 2.4)
  context.moveTo(x + 2.4, y - 2.4)
  context.lineTo(x - 2.4, y + 2.4)
  pen.stroke(pen.colour('blocked'), 1.4)
}

function beatBox(pen: Pen, look: BeatLook): void {
  const { context } = pen
  switch (look) {
    case 'answered':
      context.fillStyle = pen.colour('running')
      return context.fill()
    case 'timeout':
      context.fillStyle = pen.colour('blocked-tint')
      context.fill()
      return pen.stroke(pen.colour('blocked'), 1.4)
    case 'refused':
      return pen.stroke(pen.colour('rule'), 1.4)
    case 'open':
      return pen.stroke(pen.colour('blocked'), 1.4, [2.5, 2])
    default:
      return unreachable(look)
  }
}

function ground(pen: Pen, { u0, u1, v, faint }: Of<'ground'>): void {
  pen.context.beginPath()
  pen.moveTo(u0, v + 0.5)
  pen.lineTo(u1, v + 0.5)
  pen.stroke(pen.colour(faint ? 'line' : 'rule'), 1)
}

function gap(pen: Pen, { u0, u1, say }: Of<'gap'>): void {
  const { context } = pen
  context.fillStyle = hatch(pen, 'line', pen.colour('paper'))
  context.fillRect(...pen.rect(u0, 0, { u: Math.max(2, u1 - u0), v: 10_000 }))
  if (u1 - u0 < pen.measure(say, { mono: false, bold: false }) + 8) return
  const plain = { meaning: 'ink-2', mono: false, bold: false, align: 'middle' } as const
  text(pen, { type: 'text', u: (u0 + u1) / 2, v: 12, say, ...plain, plate: true })
}

const PADDING = 5

/** `v` is the middle of the line of text. */
export function text(pen: Pen, { u, v, say, meaning, plate, ...of }: Text): void {
  const { context } = pen
  const [x, y] = pen.at(u, v)
  context.font = pen.font(of)
  context.textAlign = of.align === 'middle' ? 'center' : of.align
  if (plate === true) {
    const width = pen.measure(say, of) + 2 * PADDING
    context.beginPath()
    context.roundRect(x - width / 2, y - 8, width, 16, 2)
    context.fillStyle = pen.colour('sheet')
    context.fill()
  } else {
    context.lineJoin = 'round'
    context.strokeStyle = pen.colour('sheet')
    context.lineWidth = 4
    context.setLineDash([])
    context.strokeText(say, x, y + 4)
  }
  context.fillStyle = pen.words(meaning)
  context.fillText(say, x, y + 4)
}
