/** What is pointed at in the picture, by pointer or by key, and told to all who link. */
import { useState } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'
import { useSession } from '../session/index.ts'
import type { Stage } from './draw/stage.ts'
import type { Thing } from './fold/fold.ts'
import type { Group } from './layout/shapes.ts'
import { linkOf } from './link.ts'
import type { Model } from './model.ts'
import { keyed } from './view.ts'

interface Parts {
  model: Model
  stage: Stage | undefined
  opened: ReadonlyMap<string, boolean>
  onOpened: (opened: ReadonlyMap<string, boolean>) => void
}

export function usePointing({ model, stage, opened, onOpened }: Parts) {
  const session = useSession()
  const [pointed, setPointed] = useState<Thing | Group>()
  const point = (thing: Thing | Group | undefined) => {
    setPointed(thing)
    const linked = thing === undefined || thing.type === 'group'
    session.linked.setState({ event: linked ? undefined : linkOf(model.fold, thing) })
  }
  const handlers = {
    onMouseMove: ({ nativeEvent: { offsetX, offsetY, buttons } }: MouseEvent) => {
      if (buttons === 0) point(stage?.hitAt(offsetX, offsetY)?.thing)
    },
    onMouseLeave: () => point(undefined),
    onClick: ({ nativeEvent: { offsetX, offsetY } }: MouseEvent) => {
      const lane = stage?.laneAt(offsetX, offsetY)
      if (lane?.threads === undefined) return
      const program = lane.key.slice('program '.length)
      onOpened(new Map(opened).set(program, lane.open !== true))
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (stage === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      const { view, onView } = stage.props
      const to = keyed(event.key, view, stage.known())
      if (to === undefined) return
      event.preventDefault()
      onView(to)
    },
  }
  return { pointed, handlers }
}
