/** When a wait holds something up: only what was observed counts, a beat without an answer or a thread that joins. */
import type { Fold } from '../fold/fold.ts'
import type { Bar, Program, Thread } from '../fold/parts.ts'
import { firstFrom } from './sketch.ts'

/** Threads that answer an app's visits: its own, or the one that runserver makes for it. */
const ANSWERING = /^(django-main-thread)?$/

interface Waits {
  thread: Thread
  bar: Bar
  /** Nothing later counts. */
  now: number
}

export function holdsUp(fold: Fold, program: Program, { thread, bar, now }: Waits): boolean {
  if (bar.state === 'running' || bar.for === 'visit') return false
  const to = Math.min(bar.to ?? now, now)
  const answers = ANSWERING.test(thread.name)
  return (answers && silent(program, bar.at, to)) || joined(fold, program, { thread, bar, now: to })
}

/** A beat that was asked, or still open, in this time got no answer. */
function silent({ beats }: Program, from: number, to: number): boolean {
  for (let index = firstFrom(beats, from); index < beats.length; index += 1) {
    const one = beats[index]
    if (one === undefined || one.asked > to) return false
    if (one.beat.type === 'timeout' && one.at <= to + one.beat.ms) return true
  }
  return false
}

function joined(_fold: Fold, program: Program, { thread, bar, now }: Waits): boolean {
  if (thread.name === '') return false
  return program.threads.some((other) => {
    if (other === thread) return false
    const last = other.bars[firstFrom(other.bars, now) - 1]
    return (
      last !== undefined &&
      last.run === bar.run &&
      last.for === 'join' &&
      last.whom === thread.name &&
      (last.to ?? now) > bar.at
    )
  })
}
