/** Says which programs of other steps still run beside this one, and stops them. */
import { Square } from 'lucide-react'
import { useSession } from '../session/index.ts'
import { Button } from '../ui/index.ts'
import type { LessonView, ProgramRef } from '../../server/protocol/index.ts'
import { pathOf } from './route.ts'
import { useElsewhere } from './useElsewhere.ts'
import style from './Elsewhere.module.css'

export interface ElsewhereProps {
  lesson: LessonView
  /** The step that is open. */
  step: string
}

export function Elsewhere({ lesson, step }: ElsewhereProps) {
  const session = useSession()
  const programs = useElsewhere(lesson.card.id, step)
  const steps = stepsOf(programs)
  const stop = () => {
    session.say(undefined)
    for (const { of } of steps) void session.stopAll({ lesson: of.lesson, step: of.step })
  }
  if (programs.length === 0) return null
  return (
    <section className={style.elsewhere} aria-label="Programs of other steps">
      <p>
        Still running:{' '}
        {steps.map(({ of, programs: some }, index) => (
          <span key={of.step}>
            {index === 0 ? '' : '; '}
            <code>{some.map((program) => labelOf(lesson, program)).join(', ')}</code> of{' '}
            <a href={pathOf({ type: 'step', ...of })}>{titleOf(lesson, of)}</a>
          </span>
        ))}
        .
      </p>
      <Button look="bare" icon={<Square size={13} strokeWidth={2.2} />} onClick={stop}>
        {programs.length === 1 ? 'Stop it' : `Stop these ${programs.length}`}
      </Button>
    </section>
  )
}

/** The programs by step, in their order. */
function stepsOf(programs: readonly ProgramRef[]) {
  const steps: { of: ProgramRef; programs: ProgramRef[] }[] = []
  for (const of of programs) {
    const step = steps.find((one) => one.of.lesson === of.lesson && one.of.step === of.step)
    if (step === undefined) steps.push({ of, programs: [of] })
    else step.programs.push(of)
  }
  return steps
}

function titleOf({ card, steps }: LessonView, of: ProgramRef): string {
  const step = of.lesson === card.id ? steps.find(({ id }) => id === of.step) : undefined
  return step?.title ?? 'another lesson'
}

function labelOf({ card, steps }: LessonView, of: ProgramRef): string {
  const step = of.lesson === card.id ? steps.find(({ id }) => id === of.step) : undefined
  return step?.programs.find(({ id }) => id === of.program)?.label ?? of.program
}
