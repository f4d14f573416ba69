/** By idea, with the step that teaches it: what was answered, in how many tries; any question opens from here. */
import { html } from '../ui/index.ts'
import { isOpen, isWrong, scoreInWords } from './score.ts'
import type { Scored } from './score.ts'
import style from './Summary.module.css'

export interface StepLink {
  /** `Step 4`. */
  name: string
  title: string
  href: string
}

interface SummaryProps {
  scored: readonly Scored[]
  current: string | undefined
  stepOf: (step: string) => StepLink | undefined
  onOpen: (question: string) => void
}

export function Summary({ scored, current, stepOf, onOpen }: SummaryProps) {
  const open = scored.filter(isOpen).length
  return (
    <section className={style.summary} aria-label="Summary">
      <h2>
        {current === undefined
          ? 'By idea'
          : open === 0
            ? scoreInWords(scored)
            : `${scored.length - open} of ${scored.length} answered`}
      </h2>
      <p className={style.lead}>Each with the step that teaches it. Any order will do.</p>
      <ul>
        {scored.map((one) => (
          <Idea
            key={one.question.id}
            scored={one}
            here={one.question.id === current}
            step={stepOf(one.question.from)}
            onOpen={() => onOpen(one.question.id)}
          />
        ))}
      </ul>
      {open === 0 ? (
        <p className={style.kept}>
          Your answers are kept. The questions come back in practice after some days.
        </p>
      ) : null}
    </section>
  )
}

interface IdeaProps {
  scored: Scored
  here: boolean
  step: StepLink | undefined
  onOpen: () => void
}

function Idea({ scored, here, step, onOpen }: IdeaProps) {
  const { question, tries } = scored
  return (
    <li className={style.idea} aria-current={here ? 'true' : undefined}>
      <button type="button" onClick={onOpen} {...html(question.idea)} />
      <span className={style.from}>
        {step === undefined ? null : (
          <a href={step.href} title={step.title}>
            {step.name}
          </a>
        )}
        <span>
          {isOpen(scored) ? 'not asked yet' : isWrong(scored) ? 'to be asked again' : 'right'}
        </span>
      </span>
      <Tries tries={tries.slice(-3)} here={here} />
    </li>
  )
}

/** The tries on a lane: a cross for another answer, a dot for the right one, the diamond where you are. */
function Tries({ tries, here }: { tries: Scored['tries']; here: boolean }) {
  const end = 24 + (tries.length - 1) * 24
  const asks = here && tries.at(-1)?.right !== true
  return (
    <svg
      className={style.tries}
      width="96"
      height="20"
      viewBox="0 0 96 20"
      fill="none"
      aria-hidden="true"
    >
      <path d="M2 10H94" stroke="var(--line)" strokeWidth="1.4" />
      {tries.length === 0 ? null : (
        <path d={`M2 10H${end}`} stroke="var(--ink)" strokeWidth="1.8" />
      )}
      {tries.map(({ right }, index) => {
        const x = 24 + index * 24
        return right ? (
          <circle key={index} cx={x} cy="10" r="5" fill="var(--ink)" />
        ) : (
          <g key={index}>
            <rect x={x - 8} y="2" width="16" height="16" fill="var(--sheet)" />
            <path
              d={`M${x - 4} 6l8 8m0 -8l-8 8`}
              stroke="var(--ink)"
              strokeWidth="2.2"
              strokeLinecap="round"
            />
          </g>
        )
      })}
      {asks ? (
        <path
          d={`M${end + 24} 3l7 7-7 7-7-7z`}
          fill="var(--you)"
          stroke="var(--ink)"
          strokeWidth="1.4"
        />
      ) : null}
    </svg>
  )
}
