/** All claims of the course: what is not proven can be asked for, and led to. */
import { useState } from 'react'
import type { StudioClaim, StudioCourse } from '../../server/protocol/studio.ts'
import { ClaimItem } from './ClaimItem.tsx'
import style from './Claims.module.css'

interface CourseClaimsProps {
  course: StudioCourse
  claims: readonly StudioClaim[]
  now: number
  onGo: (path: string) => void
}

/** Which claims are listed. */
type Filter = 'open' | StudioClaim['state'] | 'all'

const filters: readonly (readonly [Filter, string])[] = [
  ['all', 'All'],
  ['open', 'Not proven'],
  ['changed', 'Changed'],
  ['failed', 'Not as claimed'],
]

/** So many rows at most: a course may have thousands. */
const MOST = 300

function fits({ state }: StudioClaim, filter: Filter): boolean {
  if (filter === 'all') return true
  return filter === 'open' ? state !== 'proven' : state === filter
}

export function CourseClaims({ course, claims, now, onGo }: CourseClaimsProps) {
  const [filter, setFilter] = useState<Filter>('all')
  const all = claims.filter((claim) => fits(claim, filter))
  const shown = all.slice(0, MOST)
  const places = [...new Set(shown.map(({ lesson, step }) => `${lesson}/${step}`))]
  return (
    <>
      <fieldset className={style.filters}>
        <legend>Show</legend>
        {filters.map(([value, text]) => (
          <label key={value}>
            <input
              type="radio"
              name="claims"
              checked={filter === value}
              onChange={() => setFilter(value)}
            />
            <span>
              {text} <b>{claims.filter((claim) => fits(claim, value)).length}</b>
            </span>
          </label>
        ))}
      </fieldset>
      {places.map((place) => {
        const [lesson = '', step = ''] = place.split('/')
        const some = shown.filter((one) => one.lesson === lesson && one.step === step)
        return (
          <section key={place} className={style.place} aria-label={titleOf(course, lesson, step)}>
            <h2 className={style.group}>
              <button type="button" onClick={() => onGo(`/lessons/${place}`)}>
                {Number.parseInt(lesson, 10)}.{Number.parseInt(step, 10)}{' '}
                {titleOf(course, lesson, step)}
              </button>
            </h2>
            <ul className={style.list}>
              {some.map((claim) => (
                <ClaimItem key={`${claim.kind} ${claim.claim}`} claim={claim} now={now} />
              ))}
            </ul>
          </section>
        )
      })}
      {all.length === 0 ? <p className={style.none}>None.</p> : null}
      {all.length > MOST ? <p className={style.none}>And {all.length - MOST} more.</p> : null}
    </>
  )
}

function titleOf(course: StudioCourse, lesson: string, step: string): string {
  const found = course.lessons.find(({ id }) => id === lesson)
  return found?.steps.find(({ id }) => id === step)?.title ?? step
}
