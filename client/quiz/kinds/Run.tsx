/** Runs the program that a question asks about, in the learner's lab, and shows what it prints. */
import { useState } from 'react'
import { Button } from '../../ui/index.ts'
import {
  StateWords,
  keyOf,
  textOf,
  useFacts,
  useLatestRun,
  useSession,
} from '../../session/index.ts'
import type { QuestionView } from '../../../server/protocol/index.ts'
import style from './kinds.module.css'

interface RunProps {
  question: Extract<QuestionView, { kind: 'run' }>
  lesson: string
}

/** What is shown of an output that is longer than any question asks for, characters. */
const SHOWN = 4_000

export function Run({ question, lesson }: RunProps) {
  const { from: step, program, files, all } = question
  const session = useSession()
  const latest = useLatestRun({ lesson, step, program })
  const pressed = useFacts((state) => keyOf({ lesson, step, program }) in state.pressed)
  // A run of the step itself may be one of changed code: only those from here are shown.
  const [before, setBefore] = useState<number>()
  const run = before !== undefined && (latest?.run ?? 0) > before ? latest : undefined
  const start = () => {
    setBefore(latest?.run ?? 0)
    void session.run({ lesson, step, files }, [program], all)
  }
  return (
    <div className={style.run}>
      <div className={style.runHead}>
        <Button onClick={start}>Run it</Button>
        <StateWords run={run} pressed={pressed} />
      </div>
      {run === undefined ? null : (
        <pre className={style.console} tabIndex={0} aria-label="What it printed">
          {textOf(run.output).slice(0, SHOWN)}
        </pre>
      )}
    </div>
  )
}
