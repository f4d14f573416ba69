/** The canvas of the picture for React: what the page says goes in, a drawn stage comes out. */
import { useCallback, useEffect, useState } from 'react'
import type { RefCallback } from 'react'
import { useDark, useMedia } from '../ui/index.ts'
import { useLinked, useSession, useStories } from '../session/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import { Stage } from './draw/stage.ts'
import type { Props } from './draw/stage.ts'
import type { Model } from './model.ts'
import { useUnseen } from './useUnseen.ts'

export interface StageParts {
  model: Model
  lesson: string
  step: StepView
  own: Pick<Props, 'view' | 'opened' | 'onView' | 'replay'>
}

export interface StageHook {
  stage: Stage | undefined
  canvas: RefCallback<HTMLCanvasElement>
  box: RefCallback<HTMLDivElement>
  /** Of all lanes, px. */
  height: number
}

export function useStage({ model, lesson, step, own }: StageParts): StageHook {
  const { clock, tape } = useSession()
  const [stage, setStage] = useState<Stage>()
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  const [height, setHeight] = useState(0)
  const props = { ...useAround(lesson, step), ...own }
  const canvas = useCallback(
    (element: HTMLCanvasElement) => {
      if (box === null) return
      const made = new Stage({ canvas: element, box, model, clock, onHeight: setHeight })
      setStage(made)
      const off = made.listen()
      const stop = tape.subscribe(() => made.refresh())
      return () => {
        stop()
        off()
        made.dispose()
      }
    },
    [box, model, clock, tape],
  )
  useEffect(() => stage?.show(props))
  useRepaint(stage)
  return { stage, canvas, box: setBox, height }
}

/** What the picture takes from the page around it. */
function useAround(lesson: string, step: StepView): Omit<Props, keyof StageParts['own']> {
  const stories = useStories({ lesson, step: step.id })
  const linked = useLinked(({ event }) => event?.seq)
  const calm = useMedia('(prefers-reduced-motion: reduce)')
  const unseenSince = useUnseen()
  const [labels] = useState(
    () =>
      new Map(
        step.programs.map(({ id, label, heartbeat }) => [id, { label, beats: heartbeat?.label }]),
      ),
  )
  return { stories, linked, labels, unseenSince, calm }
}

function useRepaint(stage: Stage | undefined): void {
  const dark = useDark()
  const forced = useMedia('(forced-colors: active)')
  useEffect(() => stage?.repaint(), [stage, dark, forced])
}
