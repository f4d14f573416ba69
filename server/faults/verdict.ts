/** What a soak's figures say: what was broken, and what took longer than it may on a quiet machine. Pure. */
import type { SoakReport } from './soak.ts'

/** From Run to the first output, of 99 in 100 runs. */
export const FIRST_OUTPUT_MS = 250
/** After a kill: nothing of the server is left, and another one serves. */
export const GONE_MS = 1_000
export const SERVES_MS = 3_000
/** So much of the machine may be taken by others, in processors, for times to say something of us. */
export const QUIET = 0.2

/** What one event takes in the log of its session, bytes: logs fill up to their bound, which is no leak. */
const EVENT_BYTES = 400
/** Memory that a garbage collector lets swing, bytes a minute; less is not seen. */
const SWING = 10e6
/** Logs of floods fill within the first minutes: before that, growth says nothing. */
const SETTLED_MINUTES = 4
const MORE_DESCRIPTORS = 5

export interface Verdict {
  /** Lost, doubled, misdelivered, left over, or growing: never, however busy the machine is. */
  readonly wrong: readonly string[]
  readonly late: readonly string[]
  /** Nobody else took the processors: what was late was late by itself. */
  readonly quiet: boolean
}

export function judge(report: SoakReport, minutes: number): Verdict {
  const { p99, killed, load } = report
  return {
    wrong: [...report.wrong, ...grown(report, minutes)],
    late: [
      ...over('p99 from Run to the first output', p99, FIRST_OUTPUT_MS),
      ...over('the end of all processes of a server that was killed', killed.gone, GONE_MS),
      ...over('another server after that', killed.serves, SERVES_MS),
    ],
    quiet: load.others <= QUIET,
  }
}

function over(what: string, ms: number, limit: number): string[] {
  if (ms <= limit) return []
  return [`${what}: ${ms.toFixed(0)} ms, ${limit} are allowed`]
}

function grown({ memory, descriptors, sent, leftOut }: SoakReport, minutes: number): string[] {
  const more = descriptors.last - descriptors.first
  const logs = ((sent - leftOut) / minutes) * EVENT_BYTES
  const leak = memory.slope - logs - SWING
  return [
    ...(more > MORE_DESCRIPTORS ? [`${more} more descriptors at the end`] : []),
    ...(minutes >= SETTLED_MINUTES && leak > 0
      ? [`memory grows by ${(memory.slope / 1e6).toFixed(1)} MB a minute, logs by less`]
      : []),
  ]
}
