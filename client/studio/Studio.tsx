/** The studio: a thin bar, the real page in a frame, and what is wrong in the files over it. */
import { useState } from 'react'
import { Bar } from './Bar.tsx'
import { Claims } from './Claims.tsx'
import { Elsewhere } from './Elsewhere.tsx'
import { Frame } from './Frame.tsx'
import { Mistakes } from './Mistakes.tsx'
import { Moved } from './Moved.tsx'
import { useClaims } from './useClaims.ts'
import { useFeed } from './useFeed.ts'
import { goTo, startPath, useFramed, whereOf } from './useFrame.ts'
import { useLive } from './useLive.ts'
import { useMoved } from './useMoved.ts'
import { useView } from './view.ts'
import style from './Studio.module.css'

export function Studio() {
  const { course, play, up } = useFeed()
  const [view, setView] = useView()
  const [frame, setFrame] = useState<HTMLIFrameElement | null>(null)
  const framed = useFramed(frame)
  const shown = useLive(course, framed)
  const moved = useMoved(course, framed)
  const claims = useClaims(course, play)
  const where = whereOf(framed?.path ?? startPath())
  const errors = (course?.mistakes ?? []).filter(({ weight }) => weight === 'error')
  const here = errors.filter(
    ({ lesson, step }) => step !== undefined && lesson === where.lesson && step === where.step,
  )
  return (
    <div className={style.studio}>
      <Bar {...{ course, up, shown, where, view, claims }} onView={setView} />
      <div className={style.beside}>
        <main className={style.stage} data-narrow={view.narrow}>
          <Frame key={`${view.learners[view.kind]} ${view.plain}`} view={view} ref={setFrame} />
        </main>
        {view.claims && course !== undefined ? (
          <Claims
            {...{ course, where, claims, play }}
            onGo={(path) => {
              if (framed !== undefined) goTo(framed, path)
            }}
          />
        ) : null}
      </div>
      {framed === undefined ? null : <Mistakes framed={framed} mistakes={here} />}
      <Moved {...{ moved, framed }} />
      <Elsewhere
        mistakes={errors.filter((one) => !here.includes(one))}
        framed={framed}
        course={course}
      />
    </div>
  )
}
