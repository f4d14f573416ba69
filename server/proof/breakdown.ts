/** What broke programs down in a performance: the cause of claims that do not hold, told beside them. */
import type { Observation } from '../lessons/index.ts'
import type { Finding } from './finding.ts'

/** The step's own files, in its folder of the lab; those of packages lie elsewhere. */
const own = /^ *File "\/home\/learner\/[^/]+\/(.+?)", line (\d+)/

/** So many characters of an error are told; its text may be a learner's whole data. */
const most = 300

type Ended = Extract<Observation, { type: 'ended' }>

/** How it ended, when not by itself and well; a stop is somebody's wish. */
function howOf({ reason }: Ended): string | undefined {
  switch (reason.type) {
    case 'exit':
      return reason.code === 0 ? undefined : `ended with code ${reason.code}`
    case 'signal':
      return `ended by ${reason.name}`
    case 'limit':
      return `ended at its limit of ${reason.value}`
    case 'refused':
      return `did not start (${reason.say})`
    default:
      return undefined
  }
}

/** A sentence for each program that broke down: how it ended, at which line of its own, and Python's last word. */
export function breakdowns(seen: readonly Observation[]): string[] {
  const sentences = seen.flatMap((one): string[] => {
    const how = one.type === 'ended' ? howOf(one) : undefined
    if (one.type !== 'ended' || how === undefined) return []
    const errors = seen.flatMap((other) =>
      other.type === 'output' && other.program === one.program && other.stream === 'err'
        ? [other.line]
        : [],
    )
    const [, file, line] = own.exec(errors.findLast((text) => own.test(text)) ?? '') ?? []
    const where = file === undefined ? '' : `, at line ${line} of ${file}`
    const word = errors.findLast((text) => text.trim() !== '')?.slice(0, most)
    return [`${one.program} ${how}${where}${word === undefined ? '.' : `: ${word.trim()}`}`]
  })
  return [...new Set(sentences)]
}

/** The findings; the first that does not hold says what broke down. */
export function withBreakdowns(
  findings: readonly Finding[],
  seen: readonly Observation[],
): Finding[] {
  const first = findings.findIndex(({ holds }) => !holds)
  const found = breakdowns(seen)
  if (found.length === 0) return [...findings]
  return findings.map((finding, at) =>
    at === first
      ? { ...finding, advice: [finding.advice, ...found].filter(Boolean).join(' ') }
      : finding,
  )
}
