/** What a soak's figures say: what was broken, and what took longer than it may on a quiet machine. Pure. */
import type { SoakReport } from './soak.ts'

/** From Run to the first output, of 99 in 100 runs. */
export const FIRST_OUTPUT_MS = 250
/** After a kill: nothing of the server is left, and another one serves. */
export const GONE_MS = 1_000
export const SERVES_MS = 3_000
/** So much of the machine may be taken by others, in processors, for times to say something of us. */
export const QUIET = 0.2

/** What a character in a log takes with all that holds it, bytes: logs fill up to their bound, which is no leak. */
const LOG_BYTES = 1.5
/** What collections that come when they like leave unsure, bytes a minute; less is not seen. */
const SWING = 10e6
/** What is made once is made within the first minutes: before that, growth says nothing. */
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

function grown({ heap, beside, logs, descriptors }: SoakReport, minutes: number): string[] {
  const more = descriptors.last - descriptors.first
  const filled = Math.max(0, logs.slope) * LOG_BYTES
  return [
    ...(more > MORE_DESCRIPTORS ? [`${more} more descriptors at the end`] : []),
    ...(minutes < SETTLED_MINUTES ? [] : leak('what lives in the heap', heap.slope, filled)),
    ...(minutes < SETTLED_MINUTES ? [] : leak('memory beside the heap', beside.slope, 0)),
  ]
}

function leak(what: string, slope: number, explained: number): string[] {
  if (slope <= explained + SWING) return []
  const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
  return [`${what} grows by ${mb(slope)} a minute, of which logs are ${mb(explained)}`]
}
