/** What an app's beats say together, in words: at the head of their lane, and under the bars. Pure. */
import { latency } from '../../session/index.ts'
import type { BeatSeen, Program } from '../fold/parts.ts'
import { firstFrom } from './sketch.ts'
import type { Meaning } from './shapes.ts'

/** A live app is asked four times a second; silence beyond this is an open question. */
export const OPEN_MS = 600
/** Silence that is said in words before a time-out says it, ms. */
const SILENT_MS = 2000

export interface Verdict {
  say: string
  meaning: Meaning
}

/** How the app's page is now. */
export function verdictOf(program: Program, { now }: { now: number }): Verdict {
  const { beats } = program
  const index = firstFrom(beats, now + 0.001) - 1
  const last = beats[index]
  if (last === undefined) return { say: 'not asked yet', meaning: 'ink-2' }
  if (program.ended !== undefined && program.ended <= now && last.run === program.run)
    return { say: 'the app has ended', meaning: 'ink-2' }
  const { beat } = last
  if (beat.type === 'refused') return { say: 'nothing listens there', meaning: 'ink-2' }
  if (beat.type === 'answered' && now - last.at < SILENT_MS) {
    const verb = beat.status < 400 ? 'answers' : `answers ${beat.status}`
    return { say: `${verb} in ${latency(beat.ms)}`, meaning: 'running' }
  }
  return { say: `no answer for ${silence(beats, index, now)} s`, meaning: 'blocked' }
}

/** Whole seconds since the page last answered; at least one. */
function silence(beats: readonly BeatSeen[], index: number, now: number): number {
  let first = beats[index]
  for (let at = index; at >= 0; at -= 1) {
    const one = beats[at]
    if (one === undefined || one.beat.type !== 'timeout' || one.run !== first?.run) break
    first = one
  }
  const since = first?.beat.type === 'answered' ? first.at : (first?.asked ?? now)
  return Math.max(1, Math.round((now - since) / 1000))
}

/** For beats of one kind in a row. */
export function groupWords(beats: readonly BeatSeen[]): string {
  const first = beats[0]?.beat
  switch (first?.type) {
    case 'answered': {
      const times = beats.flatMap(({ beat }) => (beat.type === 'answered' ? [beat.ms] : []))
      return `answers in ${latency(times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0)}`
    }
    case 'timeout':
      return `${beats.length} without an answer`
    case 'refused':
      return beats.length === 1 ? 'refused' : `${beats.length} refused`
    case undefined:
      return ''
  }
}
