/** The prompt's events as lines with what came of each. Pure. */
import type { PromptEvent } from '../../server/protocol/index.ts'

export interface Exchange {
  line: number
  before: string
  text: string
  live: boolean
  /** What was printed, in order; after each piece so many lines were left out. */
  printed: readonly { text: string; leftOut: number }[]
  over: boolean
}

export interface Transcript {
  exchanges: readonly Exchange[]
  /** Stands before the next line. */
  next: string
  /** The last line is not over. */
  going: Exchange | undefined
}

const FIRST = '127.0.0.1:6379>'
/** Exchanges shown: the older ones are out of sight anyway. */
const SHOWN = 100

/** What was typed after line `cleared`. */
export function transcriptOf(events: readonly PromptEvent[], cleared: number): Transcript {
  const exchanges = new Map<number, Exchange>()
  let next = FIRST
  for (const { line, said } of events) {
    const one = exchanges.get(line) ?? nothingYet(line)
    if (said.type === 'over') next = said.next
    exchanges.set(line, after(one, said))
  }
  const all = [...exchanges.values()]
  const last = all.at(-1)
  return {
    exchanges: all.filter(({ line }) => line > cleared).slice(-SHOWN),
    next,
    going: last?.over === false ? last : undefined,
  }
}

/** Where its beginning is no longer kept, only what came of it is there. */
function nothingYet(line: number): Exchange {
  return { line, before: '', text: '', live: false, printed: [], over: false }
}

function after(one: Exchange, said: PromptEvent['said']): Exchange {
  switch (said.type) {
    case 'typed':
      return { ...one, before: said.before, text: said.text, live: said.live }
    case 'printed':
      return { ...one, printed: [...one.printed, { text: said.text, leftOut: said.leftOut }] }
    default:
      return { ...one, over: true }
  }
}
