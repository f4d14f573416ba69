/** Tells screen readers what programs and the lab are doing, when it has settled; output is not told. */
import { useEffect, useState } from 'react'
import { keyOf, useFacts, wordsFor } from '../session/index.ts'
import type { SessionState } from '../session/index.ts'
import type { ProgramRef } from '../../server/protocol/index.ts'
import { useStatus } from './LabLine.tsx'

/** States that last less are not told: a publisher that sleeps between messages would never be quiet. */
const SETTLED_MS = 600

export interface AnnouncerProps {
  programs: readonly { of: ProgramRef; label: string }[]
}

export function Announcer({ programs }: AnnouncerProps) {
  const states = useFacts((state) => programs.map((one) => sayOf(state, one)).join('; '))
  const { say, mark } = useStatus()
  // The seconds of a countdown are not news.
  const lab = mark === 'off' ? say.replace(/ \d+ s$/, '') : say
  return (
    <>
      <Settled text={lab} />
      <Settled text={states} />
    </>
  )
}

function sayOf({ facts }: SessionState, { of, label }: AnnouncerProps['programs'][number]): string {
  const run = facts.runs[facts.runsOf[keyOf(of)]?.at(-1) ?? 0]
  return run === undefined ? '' : `${label}: ${wordsFor(run, run.state.since).say}`
}

function Settled({ text }: { text: string }) {
  const [told, setTold] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setTold(text), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <div className="unseen" role="status" aria-live="polite">
      {told}
    </div>
  )
}
