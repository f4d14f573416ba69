/** What a program is doing: glyph and words, with the time ticking while the state lasts. */
import type { Run } from './facts.ts'
import { Glyph } from './Glyph.tsx'
import { useLabNow } from './useSession.ts'
import { isLive, wordsFor } from './words.ts'
import type { Words } from './words.ts'
import style from './StateWords.module.css'

export interface StateProps {
  run: Run | undefined
  /** Run was pressed, and nothing has come of it yet. */
  pressed: boolean
  /** Something observed is held up by this wait: it is drawn as blocked. */
  blocking?: boolean
}

const STARTING: Words = { meaning: 'queued', say: 'starting', time: '' }
const NOT_RUN: Words = { meaning: 'idle', say: 'not run yet', time: '' }

/** The words for a program now. */
function useWords({ run, pressed, blocking = false }: StateProps): Words {
  const now = useLabNow(isLive(run) && !pressed)
  if (pressed) return STARTING
  if (run === undefined) return NOT_RUN
  const words = wordsFor(run, now)
  const waits = words.meaning === 'waiting' || words.meaning === 'asleep'
  return blocking && waits ? { ...words, meaning: 'blocked' } : words
}

export function StateGlyph(props: StateProps) {
  return <Glyph meaning={useWords(props).meaning} />
}

export function StateWords(props: StateProps) {
  const { meaning, say, time } = useWords(props)
  return (
    <span className={`${style.words} ${style[meaning] ?? ''}`} data-state={meaning}>
      {say}
      {time}
    </span>
  )
}
