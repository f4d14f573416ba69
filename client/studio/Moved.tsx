/** What became of the open step when its folder was renamed or deleted, and the way on. */
import { Button } from '../ui/index.ts'
import type { Moved as News } from './moved.ts'
import { goTo } from './useFrame.ts'
import type { Framed } from './useFrame.ts'
import style from './Elsewhere.module.css'

export function Moved({ moved, framed }: { moved: News | undefined; framed: Framed | undefined }) {
  const { say, way } = moved ?? {}
  return (
    <div role="status">
      {say === undefined ? null : (
        <div className={style.elsewhere}>
          <p>{say}</p>
          {way === undefined || framed === undefined ? null : (
            <Button onClick={() => goTo(framed, way)}>
              {way === '/' ? 'To the course' : 'To the lesson'}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
