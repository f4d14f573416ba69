/** The picture's tools: the read-out, how far it looks, and whether it follows. */
import { Minus, Plus } from 'lucide-react'
import { Tools } from '../ui/index.ts'
import type { Stage } from './draw/stage.ts'
import type { PictureProps } from './Picture.tsx'
import { Choice, Icon } from './Choice.tsx'
import { ReplayTools } from './ReplayTools.tsx'
import { Readout } from './Readout.tsx'
import type { Pointed } from './usePointing.ts'
import { follow, zoom } from './view.ts'
import type { View } from './view.ts'
import style from './Timeline.module.css'

interface PictureToolsProps extends PictureProps {
  stage: Stage | undefined
  view: View
  pointed: Pointed | undefined
  onView: (view: View) => void
}

export function PictureTools({ tabs, replay, stage, view, onView, ...of }: PictureToolsProps) {
  const zoomed = (by: number) => {
    if (stage !== undefined) onView(zoom(view, stage.known(), by))
  }
  const now = () => {
    if (stage !== undefined) onView(follow(view, stage.known()))
  }
  return (
    <Tools>
      <div className={style.bar}>
        {tabs}
        <Readout {...of} thing={of.pointed} />
        <ReplayTools replay={replay} />
        <span className={style.segment}>
          <Choice
            on={view.type === 'all'}
            title="All of it (0)"
            onClick={() => onView({ type: 'all' })}
          >
            All
          </Choice>
          <Choice on={view.type === 'now'} title="Follow now (n)" onClick={now}>
            Now
          </Choice>
        </span>
        <span className={style.zoom}>
          <Icon name="Show more time (-)" onClick={() => zoomed(1 / 1.5)}>
            <Minus size={15} strokeWidth={1.75} />
          </Icon>
          <Icon name="Show less time, larger (+)" onClick={() => zoomed(1.5)}>
            <Plus size={15} strokeWidth={1.75} />
          </Icon>
        </span>
      </div>
    </Tools>
  )
}
