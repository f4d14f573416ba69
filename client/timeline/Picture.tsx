/** The picture: one canvas that is pointed at, walked through with keys, and looked at by its tools. */
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { StepView } from '../../server/protocol/index.ts'
import type { Model } from './model.ts'
import { Card } from './Card.tsx'
import { PictureTools } from './PictureTools.tsx'
import type { Replay } from './useReplay.ts'
import { usePointing } from './usePointing.ts'
import { useStage } from './useStage.ts'
import { USUAL_MS } from './view.ts'
import type { View } from './view.ts'
import style from './Timeline.module.css'

export interface PictureProps {
  model: Model
  lesson: string
  step: StepView
  tabs: ReactNode
  replay: Replay
}

export function Picture({ model, lesson, step, tabs, replay }: PictureProps) {
  const [view, onView] = useState<View>({ type: 'now', span: USUAL_MS })
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map())
  const { stage, canvas, box, height } = useStage({
    model,
    lesson,
    step,
    own: { view, opened, onView, replay: replay.at },
  })
  const { pointed, pinned, pin, handlers } = usePointing({
    model,
    stage,
    opened,
    onOpened: setOpened,
  })
  const unpin = () => {
    pin(undefined)
    stage?.focus()
  }
  return (
    <div className={style.body}>
      <PictureTools {...{ model, lesson, step, tabs, replay, stage, view, pointed, onView }} />
      <div ref={box} className={style.scroll} onScroll={() => stage?.refresh()}>
        <div style={{ height }}>
          <canvas
            ref={canvas}
            className={style.canvas}
            tabIndex={0}
            role="application"
            aria-label="Picture of what happened. Up and down go from event to event; the table has them all."
            {...handlers}
          />
        </div>
      </div>
      {pinned === undefined ? null : (
        <Card
          {...{ model, lesson, step }}
          thing={pinned}
          side={stage?.freeSide(pinned.at) ?? 'right'}
          onClose={unpin}
        />
      )}
    </div>
  )
}
