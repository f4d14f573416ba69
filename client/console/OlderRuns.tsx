/** Runs before the present one, folded: `Run 1, stopped by you after 1.8 s`. */
import { ChevronRight } from 'lucide-react'
import { Glyph, pagesOf, useFacts, wordsFor } from '../session/index.ts'
import type { Run } from '../session/index.ts'
import { plainText } from './ansi.ts'
import style from './OlderRuns.module.css'

/** Of an older run the last lines are shown. */
const SHOWN = 200

export function OlderRuns({ runs }: { runs: readonly number[] }) {
  return runs.map((number) => <OlderRun key={number} number={number} />)
}

function OlderRun({ number }: { number: number }) {
  const run = useFacts(({ facts }) => facts.runs[number])
  if (run === undefined) return null
  const { meaning, say, time } = wordsFor(run, 0)
  return (
    <details className={style.old}>
      <summary>
        <Glyph meaning={meaning} />
        <span>
          Run {run.number}, {say}
          {run.state.type === 'ended' ? time.replace(',', '') : ''}
        </span>
        <ChevronRight size={14} strokeWidth={1.75} aria-hidden="true" />
      </summary>
      <pre className={style.text}>{lastLines(run)}</pre>
    </details>
  )
}

function lastLines(run: Run): string {
  const lines = pagesOf(run.output)
    .slice(-8)
    .flatMap((page) => page.lines)
    .slice(-SHOWN)
  const text = lines.map((line) => plainText(line.text) + (line.typed ?? '')).join('\n')
  return text === '' ? 'It printed nothing.' : text
}
