/** Heads of lanes: beside them, or above them where time runs down. */
import type { LaneBox } from '../layout/shapes.ts'
import type { Pen } from './pen.ts'

/** From the edge of the panel, px. */
const EDGE = 20

export function headBeside(pen: Pen, lane: LaneBox, room: number): void {
  const { context } = pen
  const middle = lane.type === 'beats' ? lane.v + lane.height * 0.45 : lane.v + lane.height / 2
  const one = lane.say === '' || lane.height < 34
  const y = one ? middle : middle - 8
  context.save()
  context.beginPath()
  context.rect(0, lane.v, room - 6, lane.height)
  context.clip()
  context.textAlign = 'start'
  context.font = pen.font({ mono: lane.mono, bold: true })
  context.fillStyle = pen.colour('ink')
  context.fillText(lane.name, EDGE, y + 4)
  const after = EDGE + context.measureText(lane.name).width + 7
  const beside = { mono: false, bold: false, room: room - 6 - after }
  context.font = pen.font(beside)
  context.fillStyle = pen.colour('ink-2')
  context.fillText(fitted(pen, lane.beside, beside), after, y + 4)
  if (lane.open !== undefined) triangle(pen, y, lane.open)
  if (!one) {
    context.font = pen.font({ mono: false, bold: lane.meaning !== 'ink-2' })
    context.fillStyle = pen.words(lane.meaning)
    context.fillText(lane.say, EDGE, y + 20)
  }
  context.restore()
}

/** Before a lane that holds threads: down while they are shown. */
function triangle({ context, look }: Pen, y: number, open: boolean): void {
  context.beginPath()
  if (open) {
    context.moveTo(6, y - 2)
    context.lineTo(14, y - 2)
    context.lineTo(10, y + 4)
  } else {
    context.moveTo(8, y - 4)
    context.lineTo(14, y)
    context.lineTo(8, y + 4)
  }
  context.fillStyle = look.colours['ink-2']
  context.fill()
}

/** Two lines above a lane: its name, and what it is. */
export function headAbove(pen: Pen, lane: LaneBox): void {
  const { context } = pen
  const start = lane.type === 'channel' ? lane.wire - 10 : lane.v + lane.height / 2
  const room = lane.type === 'channel' ? lane.height - 14 : lane.height - 4
  context.textAlign = lane.type === 'channel' ? 'start' : 'center'
  const name = { mono: lane.mono, bold: true }
  context.font = pen.font(name)
  context.fillStyle = pen.colour('ink')
  context.fillText(fitted(pen, lane.name, { ...name, room }), start, 22)
  const what = { mono: false, bold: false, room }
  context.font = pen.font(what)
  context.fillStyle = pen.colour('ink-2')
  context.fillText(fitted(pen, whatItIs(lane), what), start, 38)
}

function whatItIs({ type, beside, topic }: LaneBox): string {
  if (type === 'beats') return 'beats'
  if (type === 'channel') return topic ?? 'channel'
  return beside.replace('Thread', '')
}

function fitted(pen: Pen, say: string, of: { mono: boolean; bold: boolean; room: number }): string {
  if (pen.measure(say, of) <= of.room) return say
  for (let length = say.length - 1; length > 0; length -= 1) {
    const cut = `${say.slice(0, length)}…`
    if (pen.measure(cut, of) <= of.room) return cut
  }
  return ''
}
