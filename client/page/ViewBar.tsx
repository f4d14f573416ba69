/** The bottom bar of a phone: Read, Code, Run. */
import { BookOpen, Code, Play } from 'lucide-react'
import { StateGlyph, useFacts, isLive, keyOf } from '../session/index.ts'
import type { StepView } from '../../server/protocol/index.ts'
import style from './ViewBar.module.css'

export type View = 'read' | 'code' | 'run'

interface ViewBarProps {
  view: View
  onView: (view: View) => void
  lesson: string
  step: StepView
  /** The program that holds up its own page, if any. */
  blocking: string | undefined
}

const icon = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const

export function ViewBar({ view, onView, lesson, step, blocking }: ViewBarProps) {
  const tab = (name: View, label: string, glyph: React.ReactNode) => (
    <button
      type="button"
      className={view === name ? style.here : style.tab}
      aria-current={view === name ? 'page' : undefined}
      onClick={() => onView(name)}
    >
      {glyph}
      {label}
    </button>
  )
  return (
    <nav className={style.bar} aria-label="Views">
      {tab('read', 'Read', <BookOpen {...icon} />)}
      {tab('code', 'Code', <Code {...icon} />)}
      {tab('run', 'Run', <RunGlyph {...{ lesson, step, blocking }} />)}
    </nav>
  )
}

function RunGlyph({ lesson, step, blocking }: Omit<ViewBarProps, 'view' | 'onView'>) {
  const run = useFacts(({ facts }) =>
    step.programs
      .map(({ id }) => facts.runsOf[keyOf({ lesson, step: step.id, program: id })]?.at(-1) ?? 0)
      .map((number) => facts.runs[number])
      .find(isLive),
  )
  if (run === undefined) return <Play {...icon} />
  return <StateGlyph run={run} pressed={false} blocking={run.of.program === blocking} />
}
