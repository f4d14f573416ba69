/** The studio's bar: which files the page is made of, what was saved and how soon that was seen, and as whom it is looked at. */
import { RotateCcw } from 'lucide-react'
import { Button, IconButton, Mark } from '../ui/index.ts'
import type { StudioClaim, StudioCourse } from '../../server/protocol/studio.ts'
import type { Where } from './useFrame.ts'
import type { Shown } from './shown.ts'
import { newLearner } from './view.ts'
import type { View } from './view.ts'
import { ViewAs } from './ViewAs.tsx'
import style from './Bar.module.css'

export interface BarProps {
  course: StudioCourse | undefined
  up: boolean
  shown: Shown | undefined
  where: Where
  view: View
  claims: readonly StudioClaim[]
  onView: (change: Partial<View>) => void
}

export function Bar({ course, up, shown, where, view, claims, onView }: BarProps) {
  const again = () => onView({ learners: { ...view.learners, [view.kind]: newLearner(view.kind) } })
  return (
    <header className={style.bar}>
      <h1 className={style.name}>
        <Mark />
        Studio
      </h1>
      <Folder course={course} where={where} />
      <p className={style.saved} role="status">
        {up ? savedInWords(course, shown) : 'The studio’s server does not answer.'}
      </p>
      <ViewAs view={view} onView={onView} />
      <IconButton name="Begin anew as this learner" onClick={again}>
        <RotateCcw size={16} strokeWidth={1.75} />
      </IconButton>
      <Button aria-pressed={view.claims} onClick={() => onView({ claims: !view.claims })}>
        Claims
        <span className={style.count}>
          {claims.filter(({ state }) => state === 'proven').length} of {claims.length} proven
        </span>
      </Button>
    </header>
  )
}

/** The folder of what is open; it opens in the editor. */
function Folder({ course, where }: { course: StudioCourse | undefined; where: Where }) {
  if (course === undefined) return null
  const path = [course.root, where.lesson, where.step].filter((part) => part !== undefined)
  const step = course.lessons
    .find(({ id }) => id === where.lesson)
    ?.steps.find(({ id }) => id === where.step)
  const text = path.join('/')
  return (
    <span className={style.folder} title={text}>
      {step === undefined ? text : <a href={step.href}>{text}</a>}
    </span>
  )
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

function savedInWords(course: StudioCourse | undefined, shown: Shown | undefined): string {
  if (course?.saved === undefined) return ''
  const saved = `saved ${clock.format(course.saved.at)}`
  const errors = course.mistakes.filter(({ weight }) => weight === 'error').length
  if (errors > 0) return `${saved}, ${errors === 1 ? '1 mistake' : `${errors} mistakes`}`
  if (shown?.version !== course.version) return saved
  return `${saved}, shown ${(shown.ms / 1000).toFixed(2)} s later`
}
