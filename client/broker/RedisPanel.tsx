/** Hands on the broker: publish, a prompt, who is connected, stop and start it. */
import { Power } from './Power.tsx'
import { Prompt } from './Prompt.tsx'
import { PublishRow } from './PublishRow.tsx'
import type { PublishRowProps } from './PublishRow.tsx'
import { Standing } from './Standing.tsx'
import style from './RedisPanel.module.css'

export function RedisPanel(props: PublishRowProps) {
  return (
    <div className={style.panel}>
      <PublishRow {...props} />
      <div className={style.sides}>
        <Prompt />
        <div className={style.who}>
          <Power />
          <Standing nameOf={props.nameOf} />
        </div>
      </div>
    </div>
  )
}
