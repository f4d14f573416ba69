/** What each thread of the live runs did last, and since when it is held at its line. Pure. */
import type { ThreadEvent } from '../../server/protocol/index.ts'

export interface KnownThread extends ThreadEvent {
  /** Since when it waits, sleeps or holds up its loop at this line without leaving it; absent while it runs. */
  heldSince?: number
}

/** By run, then by the thread's number. */
export type Threads = Readonly<Record<number, Readonly<Record<number, KnownThread>>>>

export function threadAfter(threads: Threads, event: ThreadEvent): Threads {
  const { [event.id]: before, ...others } = threads[event.run] ?? {}
  if (event.state === 'ended') return { ...threads, [event.run]: others }
  const here = before?.file === event.file && before?.line === event.line
  const held = event.state !== 'running' || event.loopHeldSince !== undefined
  const since = (here ? before?.heldSince : undefined) ?? event.loopHeldSince ?? event.at
  const known = held ? { ...event, heldSince: since } : event
  return { ...threads, [event.run]: { ...others, [event.id]: known } }
}

/** The run has ended: its threads have, too. */
export function forgetThreads(threads: Threads, run: number): Threads {
  if (!(run in threads)) return threads
  const { [run]: _, ...others } = threads
  return others
}
