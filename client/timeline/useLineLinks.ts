/** A console line that is pointed at points at its event. */
import { useEffect } from 'react'
import { useSession } from '../session/index.ts'
import { linkOf } from './link.ts'
import type { Model } from './model.ts'
import { thingOfLine } from './things.ts'

export function useLineLinks(model: Model): void {
  const { linked } = useSession()
  useEffect(
    () =>
      linked.subscribe(({ line }, before) => {
        if (line === before.line) return
        const thing = line === undefined ? undefined : thingOfLine(model.fold, line)
        linked.setState({ event: thing === undefined ? undefined : linkOf(model.fold, thing) })
      }),
    [linked, model],
  )
}
