/** One program's console: its state line, what it printed, our notes beside it, and its input. */
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Play } from 'lucide-react'
import { Button } from '../ui/index.ts'
import { StateGlyph, StateWords, useLatestRun, useOlderRuns } from '../session/index.ts'
import { amount, gapOf, isLive } from '../session/index.ts'
import { usePressed, useSession, useStories } from '../session/index.ts'
import type { ProgramRef, ProgramView } from '../../server/protocol/index.ts'
import type { Run } from '../session/index.ts'
import { ConsoleTools } from './ConsoleTools.tsx'
import { InputField, OlderRuns } from './later.ts'
import { Output } from './Output.tsx'
import { after } from './after.ts'
import './typedAt.ts'
import style from './Console.module.css'

export interface ConsoleProps {
  of: ProgramRef
  program: ProgramView
  /** A page that is asked for by beats goes without an answer while this program waits. */
  blocking: boolean
  onRun: () => void
  /** One more tool in its head. */
  tool: ReactNode
}

export function Console({ of, program, blocking, onRun, tool }: ConsoleProps) {
  const run = useLatestRun(of)
  const pressed = usePressed(of)
  const older = useOlderRuns(of)
  const stories = useStories(of)
  const [cleared, setCleared] = useState({ run: 0, line: 0 })
  const output =
    run === undefined ? undefined : after(run.output, cleared.run === run.run ? cleared.line : 0)
  const clear = () => {
    if (run !== undefined) setCleared({ run: run.run, line: run.output.next - 1 })
  }
  return (
    <section className={style.console} aria-label={`Console of ${program.label}`}>
      <header className={style.head}>
        <StateGlyph run={run} pressed={pressed} blocking={blocking} />
        <span className={style.name} title={program.command}>
          {program.label}
        </span>
        <span className={style.state}>
          <StateWords run={run} pressed={pressed} blocking={blocking} />
          {blocking ? <span className={style.beside}>the page waits too</span> : null}
        </span>
        <ConsoleTools
          run={run}
          pressed={pressed}
          name={program.label}
          onRun={onRun}
          onClear={clear}
          tool={tool}
        />
      </header>
      {run === undefined || output === undefined ? (
        <NotRun program={program} onStart={onRun} />
      ) : (
        <Output
          key={run.run}
          name={program.label}
          output={output}
          run={run.run}
          stories={stories}
          before={cleared.run === run.run || older.length === 0 ? null : <OlderRuns runs={older} />}
          after={<After run={run} program={program} />}
        />
      )}
    </section>
  )
}

function NotRun({ program, onStart }: { program: ProgramView; onStart: () => void }) {
  return (
    <div className={style.none}>
      <p>Nothing has happened yet.</p>
      <code>$ {program.command}</code>
      <p className={program.start === 'hand' ? undefined : style.narrow}>
        <Button icon={<Play size={13} strokeWidth={2.2} />} onClick={onStart}>
          Start
        </Button>
      </p>
    </div>
  )
}

function After({ run, program }: { run: Run; program: ProgramView }) {
  const session = useSession()
  const waits = run.state.type === 'waiting' && run.state.for === 'input'
  // Once it has asked, the field stays: what is typed ahead is not lost between two questions.
  const [asked, setAsked] = useState(program.input !== undefined)
  if (waits && !asked) setAsked(true)
  const takes = isLive(run) && !run.inputEnded && (waits || asked)
  const send = (text: string, end: boolean) =>
    void session.ask({ type: 'input', run: run.run, text, end })
  return (
    <>
      <Silent run={run} />
      <Cut run={run} />
      {run.inputEnded ? <p className={style.note}>You ended its input.</p> : null}
      {run.notes.map((note) => (
        <p key={note.at + note.say} className={style.note}>
          {note.say}
        </p>
      ))}
      {takes ? (
        <InputField name={program.label} waits={waits} offer={program.input} onSend={send} />
      ) : null}
    </>
  )
}

/** Nothing was printed: that, or why it did not even start, which has no room beside its name. */
function Silent({ run: { state, output, notes } }: { run: Run }) {
  if (state.type !== 'ended' || output.next !== 1 || notes.length > 0) return null
  const { reason } = state
  return (
    <p className={style.silent}>{reason.type === 'refused' ? reason.say : 'It printed nothing.'}</p>
  )
}

/** At the end, where the learner reads: that the middle is not here. */
function Cut({ run: { output } }: { run: Run }) {
  const { characters } = gapOf(output)
  if (characters === 0) return null
  return (
    <p className={style.note}>
      A run may print 1 MB. This one printed{' '}
      {amount(characters + output.headSize + output.tailSize)}: the first and the last half are
      kept.
    </p>
  )
}
