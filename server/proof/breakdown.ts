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

/** What a program wrote to its standard error until then. */
function errorsOf(program: string, seen: readonly Observation[]): string[] {
  return seen.flatMap((one) =>
    one.type === 'output' && one.program === program && one.stream === 'err' ? [one.line] : [],
  )
}

/** The last line of its own that a traceback names. */
function whereOf(errors: readonly string[]): string {
  const [, file, line] = own.exec(errors.findLast((text) => own.test(text)) ?? '') ?? []
  return file === undefined ? '' : `, at line ${line} of ${file}`
}

const say = (what: string, word: string | undefined): string =>
  word === undefined ? `${what}.` : `${what}: ${word.trim().slice(0, most)}`

/** A program that ended ill: how, at which line of its own, and Python's last word. */
function ending(one: Ended, seen: readonly Observation[]): string[] {
  const how = howOf(one)
  if (how === undefined) return []
  const errors = errorsOf(one.program, seen)
  const word = errors.findLast((text) => text.trim() !== '')
  return [say(`${one.program} ${how}${whereOf(errors)}`, word)]
}

type Visit = Extract<Observation, { type: 'visit' }>

/** What is written with an answer may come after it, but not after the next visit. */
function nextVisit({ program }: Visit, seen: readonly Observation[], at: number): number {
  const next = seen.findIndex(
    (one, index) =>
      index > at && one.type === 'visit' && one.program === program && one.state.type === 'asked',
  )
  return next < 0 ? seen.length : next
}

/** A page that an app could not make: the app goes on, and its traceback is among what it wrote. */
function failedVisit({ program, path, state }: Visit, before: readonly Observation[]): string[] {
  if (state.type !== 'answered' || state.status < 500) return []
  const errors = errorsOf(program, before)
  const frame = errors.findLastIndex((text) => /^ +File "/.test(text))
  const word = frame < 0 ? undefined : errors.slice(frame).find((text) => /^\S/.test(text))
  return [say(`The page ${path} of ${program} answered ${state.status}${whereOf(errors)}`, word)]
}

/** A sentence for each program that ended ill, and for each page that failed. */
export function breakdowns(seen: readonly Observation[]): string[] {
  const sentences = seen.flatMap((one, at): string[] => {
    if (one.type === 'ended') return ending(one, seen)
    return one.type === 'visit' ? failedVisit(one, seen.slice(0, nextVisit(one, seen, at))) : []
  })
  return [...new Set(sentences)]
}

/** The findings; the first that does not hold says what broke down, or never began. */
export function withBreakdowns(
  findings: readonly Finding[],
  { seen, unstarted }: { seen: readonly Observation[]; unstarted: readonly string[] },
): Finding[] {
  const first = findings.findIndex(({ holds }) => !holds)
  const never = unstarted.map((one) => `${one} did not start: what it starts after did not come.`)
  const found = [...never, ...breakdowns(seen)]
  if (found.length === 0) return [...findings]
  return findings.map((finding, at) =>
    at === first
      ? { ...finding, advice: [finding.advice, ...found].filter(Boolean).join(' ') }
      : finding,
  )
}
