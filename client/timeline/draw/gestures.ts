/** Drag, wheel and pinch over the canvas, by d3-zoom: it gives a stretch of time. */
import { select } from 'd3-selection'
import { zoom, zoomIdentity } from 'd3-zoom'
import type { D3ZoomEvent, ZoomTransform } from 'd3-zoom'
import type { Stretch } from '../view.ts'

/** px for one ms where the transform is the identity: it only keeps d3's numbers handy. */
const BASE = 0.1
/** Beyond what any view allows: views bound themselves. */
const FARTHEST = 1e6

export interface GestureWorld {
  /** What is seen now, from which a gesture starts. */
  stretch: () => Stretch
  /** Where the plot begins, px from the canvas' edge, and how long it is. */
  plot: () => { start: number; size: number }
  /** Time runs down. */
  down: () => boolean
  onStretch: (stretch: Stretch) => void
  /** The wheel scrolls the lanes instead, since there are more than fit. */
  scrolls: () => boolean
}

/** Returns what takes it off again. */
export function listen(canvas: HTMLCanvasElement, world: GestureWorld): () => void {
  const chosen = select<HTMLCanvasElement, unknown>(canvas)
  let origin = 0
  const behaviour = zoom<HTMLCanvasElement, unknown>()
    .scaleExtent([1 / FARTHEST, FARTHEST])
    .clickDistance(4)
    .filter((event: Event) => takes(event, world))
    .on('zoom', ({ transform, sourceEvent }: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
      if (sourceEvent !== null) world.onStretch(stretchOf(transform, origin, world))
    })
  const start = () => {
    const { from, to } = world.stretch()
    origin = from
    const k = world.plot().size / (to - from) / BASE
    // d3 keeps its transform here: each gesture starts from what is seen.
    chosen.property(
      '__zoom',
      zoomIdentity.translate(world.plot().start, world.plot().start).scale(k),
    )
  }
  const wheeled = (event: WheelEvent) => {
    start()
    const along = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX
    if (Math.abs(along) <= Math.abs(event.deltaY) && !event.shiftKey) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const { from, to } = world.stretch()
    const ms = (along / world.plot().size) * (to - from)
    world.onStretch({ from: from + ms, to: to + ms })
  }
  canvas.addEventListener('wheel', wheeled, { passive: false, capture: true })
  for (const type of STARTS) canvas.addEventListener(type, start, { capture: true, passive: true })
  chosen.call(behaviour).on('dblclick.zoom', null)
  return () => {
    chosen.on('.zoom', null)
    canvas.removeEventListener('wheel', wheeled, { capture: true })
    for (const type of STARTS) canvas.removeEventListener(type, start, { capture: true })
  }
}

const STARTS = ['mousedown', 'touchstart'] as const

function takes(event: Event, world: GestureWorld): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey || !world.scrolls()
  return !(event instanceof MouseEvent) || event.button === 0
}

function stretchOf(transform: ZoomTransform, origin: number, world: GestureWorld): Stretch {
  const { start, size } = world.plot()
  const at = (px: number) =>
    origin + (world.down() ? transform.invertY(px) : transform.invertX(px)) / BASE
  return { from: at(start), to: at(start + size) }
}
