/** What is pointed at in the picture, by pointer or by key, and what is pinned; told to all who link. */
import { useState } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'
import { useLinked, useSession } from '../session/index.ts'
import type { Stage } from './draw/stage.ts'
import type { Thing } from './fold/fold.ts'
import type { Group } from './layout/shapes.ts'
import { linkOf } from './link.ts'
import type { Model } from './model.ts'
import { findThing } from './things.ts'
import { keyed } from './view.ts'

interface Parts {
  model: Model
  stage: Stage | undefined
  opened: ReadonlyMap<string, boolean>
  onOpened: (opened: ReadonlyMap<string, boolean>) => void
}

export type Pointed = Thing | Group

export function usePointing({ model, stage, opened, onOpened }: Parts) {
  const session = useSession()
  const seq = useLinked(({ event }) => event?.seq)
  const [group, setGroup] = useState<Group>()
  const [pinned, setPinned] = useState<Pointed>()
  const linked = seq === undefined ? undefined : findThing(model.fold, seq)
  const link = (thing: Pointed | undefined) => {
    setGroup(thing?.type === 'group' ? thing : undefined)
    const one = thing === undefined || thing.type === 'group' ? undefined : thing
    if (one?.seq === seq) return
    session.linked.setState({ event: one === undefined ? undefined : linkOf(model.fold, one) })
  }
  const pin = (thing: Pointed | undefined) => {
    setPinned(thing)
    link(thing)
  }
  const pointed = group ?? linked
  return {
    pointed: pointed ?? pinned,
    pinned,
    pin,
    handlers: {
      ...pointers({ stage, link, pin, pinned, opened, onOpened }),
      onKeyDown: (event: KeyboardEvent) => {
        if (stage === undefined || event.ctrlKey || event.metaKey || event.altKey) return
        const at = pointed ?? pinned
        if (keys(event.key, { stage, at, link, pin })) event.preventDefault()
      },
    },
  }
}

interface Acts {
  stage: Stage | undefined
  link: (thing: Pointed | undefined) => void
  pin: (thing: Pointed | undefined) => void
}

function pointers({
  stage,
  link,
  pin,
  pinned,
  opened,
  onOpened,
}: Acts & { pinned: Pointed | undefined } & Omit<Parts, 'model'>) {
  return {
    onMouseMove: ({ nativeEvent: { offsetX, offsetY, buttons } }: MouseEvent) => {
      if (buttons === 0) link(stage?.hitAt(offsetX, offsetY)?.thing ?? pinned)
    },
    onMouseLeave: () => link(pinned),
    onClick: ({ nativeEvent: { offsetX, offsetY } }: MouseEvent) => {
      const lane = stage?.laneAt(offsetX, offsetY)
      if (lane?.threads !== undefined) {
        const program = lane.key.slice('program '.length)
        onOpened(new Map(opened).set(program, lane.open !== true))
      } else pin(stage?.hitAt(offsetX, offsetY)?.thing)
    },
  }
}

/** True when the key means something here. */
function keys(
  key: string,
  { stage, at, link, pin }: Acts & { stage: Stage; at: Pointed | undefined },
): boolean {
  const by = { ArrowUp: -1, ArrowDown: 1 }[key]
  if (by !== undefined) {
    const next = stage.beside(at, by)
    if (next !== undefined) link(next)
    return true
  }
  if (key === 'Enter' || key === ' ') pin(at)
  else if (key === 'Escape') pin(undefined)
  else {
    const to = keyed(key, stage.props.view, stage.known())
    if (to === undefined) return false
    stage.props.onView(to)
  }
  return true
}
