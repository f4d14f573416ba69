/** The question before the first run: chosen first, then shown beside what the run did. */
import { useEffect, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { keys, Predicted, useKept, useProgress } from '../progress/index.ts'
import { isLive, placeOf, useFacts, useSession } from '../session/index.ts'
import { Button, html } from '../ui/index.ts'
import type { OutcomeEvent, StepView } from '../../server/protocol/index.ts'
import { Reason } from './Reason.tsx'
import { Sign } from './Sign.tsx'
import style from './Predict.module.css'

type Prediction = NonNullable<StepView['predict']>

export interface PredictProps {
  lesson: string
  step: string
  predict: Prediction
}

/** What is kept of the choice, what a run has shown, and how to choose. */
function usePrediction(lesson: string, step: string) {
  const session = useSession()
  const progress = useProgress()
  const key = keys.predicted(lesson, step)
  const place = placeOf({ lesson, step })
  const kept = useKept(key, Predicted)
  const outcome = useFacts(({ facts }) => facts.outcomes[place])
  const runs = useFacts(({ facts }) =>
    Object.values(facts.runs).some((run) => isLive(run) && placeOf(run.of) === place),
  )
  useEffect(() => {
    // What the run showed is kept, and what was told of it: another visit begins with it.
    const right = outcome?.right
    if (kept === undefined || right === undefined || kept.right === right) return
    const told = Object.entries(outcome?.why ?? {}).filter(
      ([option]) => option === right || option === kept.choice,
    )
    progress.write(key, { ...kept, right, told: Object.fromEntries(told) })
  }, [kept, outcome, progress, key])
  const status = useRef<HTMLParagraphElement>(null)
  // The buttons go: reading goes on where it is said what came of it.
  const leave = () => status.current?.focus({ preventScroll: true })
  const choose = (choice: string | undefined) => {
    leave()
    const said = choice === undefined ? {} : { choice }
    progress.write(key, said)
    void session.ask({ type: 'predict', lesson, step, ...said })
  }
  const explain = (why: string) => {
    leave()
    progress.write(key, { ...kept, why })
  }
  const right = outcome?.right ?? kept?.right
  return {
    kept,
    outcome,
    runs,
    right,
    why: outcome?.why ?? kept?.told ?? {},
    status,
    choose,
    explain,
  }
}

export function Predict({ lesson, step, predict }: PredictProps) {
  const { kept, outcome, runs, right, why, status, choose, explain } = usePrediction(lesson, step)
  const phase = phaseOf(kept, right)
  const [picked, setPicked] = useState<string>()
  const chosen = kept === undefined ? picked : kept.choice
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (picked !== undefined) choose(picked)
  }
  return (
    <>
      <form className={style.predict} onSubmit={submit} aria-label="Prediction">
        <h2 className={style.head}>Before you run it</h2>
        <fieldset>
          <legend className={style.ask}>
            <span {...html(predict.askHtml)} />
          </legend>
          {predict.options.map((option) => (
            <Option
              key={option.key}
              option={option}
              chosen={chosen === option.key}
              locked={kept !== undefined}
              right={right}
              why={phase === 'explained' ? why[option.key] : undefined}
              onPick={() => setPicked(option.key)}
            />
          ))}
        </fieldset>
        {kept === undefined ? (
          <div className={style.tools}>
            <Button look="main" submit disabled={picked === undefined}>
              That is my guess
            </Button>
            <Button look="bare" onClick={() => choose(undefined)}>
              Just show me
            </Button>
          </div>
        ) : null}
        <p role="status" ref={status} tabIndex={-1} className={style.status}>
          {kept === undefined ? null : inWords(kept, { outcome, runs, right })}
        </p>
      </form>
      <After phase={phase} own={kept?.why} onExplain={explain} />
    </>
  )
}

interface AfterProps {
  phase: Phase
  /** Why it went so, as the learner said it. */
  own: string | undefined
  onExplain: (why: string) => void
}

/** What follows the choice: on without a run, or why, first as the learner says it. */
function After({ phase, own, onExplain }: AfterProps) {
  if (phase === 'chosen')
    return (
      <Button look="bare" onClick={() => onExplain('')}>
        Read on without a run
      </Button>
    )
  if (phase === 'shown') return <Reason onSay={onExplain} />
  if (own === undefined || own === '') return null
  return (
    <p className={style.own}>
      <b>You said: </b>
      {own}
    </p>
  )
}

/** `chosen`: it has not been seen. `shown`: it has, and the learner may say why before we do. */
type Phase = 'asked' | 'chosen' | 'shown' | 'explained'

function phaseOf(kept: Predicted | undefined, right: string | undefined): Phase {
  if (kept === undefined) return 'asked'
  if (kept.choice === undefined || kept.why !== undefined) return 'explained'
  return right === undefined ? 'chosen' : 'shown'
}

function inWords(
  kept: Predicted,
  {
    outcome,
    runs,
    right,
  }: { outcome: OutcomeEvent | undefined; runs: boolean; right: string | undefined },
): string {
  if (right === undefined)
    return outcome === undefined
      ? `${kept.choice === undefined ? '' : 'Kept. '}${runs ? 'Watch what it does.' : 'Now run it, and see.'}`
      : 'This run showed something else than any of these. Run the original once.'
  if (kept.choice === undefined) return 'This is what the run showed.'
  return kept.choice === right ? 'That is what happened.' : 'Here it went otherwise.'
}

interface OptionProps {
  option: Prediction['options'][number]
  chosen: boolean
  locked: boolean
  /** The option that the run showed, once it has. */
  right: string | undefined
  why: string | undefined
  onPick: () => void
}

function Option({ option, chosen, locked, right, why, onPick }: OptionProps) {
  const shown = right === option.key
  const tells = right !== undefined && (shown || chosen)
  return (
    <label className={`${style.option} ${tells ? style.told : ''}`}>
      <input
        type="radio"
        name="prediction"
        value={option.key}
        checked={chosen}
        disabled={locked}
        onChange={onPick}
      />
      {right === undefined ? <i /> : <Sign meaning={shown ? 'held' : chosen ? 'broken' : 'open'} />}
      <span>
        <span className={chosen ? style.pen : undefined} {...html(option.html)} />
        {tells ? (
          <span className={style.why}>
            <b>
              {shown && chosen
                ? 'This one, and you chose it. '
                : shown
                  ? 'This is what the run showed. '
                  : 'You chose this. '}
            </b>
            {why === undefined ? null : <span {...html(why)} />}
          </span>
        ) : null}
      </span>
    </label>
  )
}
