/** The question before the first run: chosen first, then shown beside what the run did. */
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { keys, Predicted, useKept, useProgress } from '../progress/index.ts'
import { placeOf, useFacts, useSession } from '../session/index.ts'
import { Button, html } from '../ui/index.ts'
import type { OutcomeEvent, StepView } from '../../server/protocol/index.ts'
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
  const kept = useKept(key, Predicted)
  const outcome = useFacts(({ facts }) => facts.outcomes[placeOf({ lesson, step })])
  useEffect(() => {
    // What the run showed is kept: another visit begins with it.
    if (kept !== undefined && outcome?.right !== undefined && kept.right !== outcome.right)
      progress.write(key, { ...kept, right: outcome.right })
  }, [kept, outcome, progress, key])
  const choose = (choice: string | undefined) => {
    const said = choice === undefined ? {} : { choice }
    progress.write(key, said)
    void session.ask({ type: 'predict', lesson, step, ...said })
  }
  return { kept, outcome, right: outcome?.right ?? kept?.right, choose }
}

export function Predict({ lesson, step, predict }: PredictProps) {
  const { kept, outcome, right, choose } = usePrediction(lesson, step)
  const [picked, setPicked] = useState<string>()
  const chosen = kept === undefined ? picked : kept.choice
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (picked !== undefined) choose(picked)
  }
  return (
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
            why={outcome?.why[option.key]}
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
      <p role="status" className={style.status}>
        {kept === undefined ? null : inWords(kept, { outcome, right })}
      </p>
    </form>
  )
}

function inWords(
  kept: Predicted,
  { outcome, right }: { outcome: OutcomeEvent | undefined; right: string | undefined },
): string {
  if (right === undefined)
    return outcome === undefined
      ? `${kept.choice === undefined ? '' : 'Kept. '}Now run it, and see.`
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
