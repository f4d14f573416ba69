/** The real page, as one learner: another learner, or another editor, is another page. */
import { useState } from 'react'
import type { Ref } from 'react'
import { startPath } from './useFrame.ts'
import type { View } from './view.ts'
import style from './Studio.module.css'

interface FrameProps {
  view: View
  ref: Ref<HTMLIFrameElement>
}

/** Give it a `key` of what it is made with: where it goes afterwards is its own. */
export function Frame({ view, ref }: FrameProps) {
  const [src] = useState(startPath)
  return (
    <iframe
      ref={ref}
      className={style.frame}
      title="The page as the learner sees it"
      src={src}
      data-as={view.learners[view.kind]}
      data-plain={view.plain ? '' : undefined}
    />
  )
}
