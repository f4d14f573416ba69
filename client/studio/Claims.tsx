/** The panel beside the page: what is claimed, whether it is true, and since when that is known. */
import { useEffect, useId, useState } from 'react'
import { tabKeys } from '../ui/index.ts'
import type { StudioClaim, StudioCourse, StudioPlay } from '../../server/protocol/studio.ts'
import { CourseClaims } from './CourseClaims.tsx'
import { StepClaims } from './StepClaims.tsx'
import type { Where } from './useFrame.ts'
import style from './Claims.module.css'

interface ClaimsProps {
  course: StudioCourse
  where: Where
  claims: readonly StudioClaim[]
  play: StudioPlay | undefined
  onGo: (path: string) => void
}

const tabs = ['This step', 'The course'] as const

export function Claims({ course, where, claims, play, onGo }: ClaimsProps) {
  const [at, setAt] = useState(0)
  const now = useNow()
  const name = useId()
  return (
    <aside className={style.panel} aria-label="Claims">
      <div
        className={style.tabs}
        role="tablist"
        aria-label="Claims of"
        onKeyDown={tabKeys(at, tabs.length, setAt)}
      >
        {tabs.map((text, index) => (
          <button
            key={text}
            id={`${name}-${index}`}
            type="button"
            role="tab"
            aria-selected={index === at}
            aria-controls={`${name}-panel`}
            tabIndex={index === at ? 0 : -1}
            onClick={() => setAt(index)}
          >
            {text}
          </button>
        ))}
      </div>
      <div
        id={`${name}-panel`}
        className={style.content}
        role="tabpanel"
        aria-labelledby={`${name}-${at}`}
        tabIndex={0}
      >
        {course.noPlay === undefined ? null : <p className={style.none}>{course.noPlay}</p>}
        {at === 1 ? (
          <CourseClaims {...{ course, claims, now, onGo }} />
        ) : (
          <OfStep {...{ course, where, claims, play, now }} />
        )}
      </div>
    </aside>
  )
}

type OfStepProps = Omit<ClaimsProps, 'onGo'> & { now: number }

function OfStep({ course, where, claims, play, now }: OfStepProps) {
  const { lesson, step: id } = where
  const step = course.lessons.find((one) => one.id === lesson)?.steps.find((one) => one.id === id)
  if (step === undefined || lesson === undefined)
    return <p className={style.none}>Open a step to play what it claims.</p>
  if (!step.plays) return <p className={style.none}>Nothing runs in this step.</p>
  if (course.noPlay !== undefined) return null
  return <StepClaims key={step.id} {...{ lesson, step, claims, play, now }} />
}

/** The wall clock as far as `ago` tells it: it ticks twice a minute. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
