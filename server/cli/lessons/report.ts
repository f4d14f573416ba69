/** How results are told: for people, as JSON, as JUnit. */
import type { Difference, Mistake } from '../../lessons/index.ts'
import type { Finding, Result } from '../../proof/index.ts'
import type { Ink } from './ink.ts'

/** A result with the place of each claim that does not hold: `lessons/01-a/02-b/step.yaml:7:3`. */
export interface Placed {
  readonly result: Result
  readonly places: ReadonlyMap<Finding, string>
}

export interface Style {
  readonly ink: Ink
  /** What a command that is proposed needs beside: ` --lessons DIR`, or nothing. */
  readonly options: string
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

/** So many lines that agree are shown around those that do not. */
const AROUND = 2

/** Lines that differ, with some of those around them; the rest as how many they are. */
export function differenceInLines(differences: readonly Difference[], ink: Ink): string[] {
  const near = (at: number): boolean =>
    differences.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ mark }) => mark !== ' ')
  const lines: string[] = []
  let left = 0
  const leave = (): void => {
    if (left > 0) lines.push(ink.dim(`  ... ${left} ${left === 1 ? 'line' : 'lines'} alike`))
    left = 0
  }
  differences.forEach(({ mark, line }, at) => {
    if (!near(at)) {
      left += 1
      return
    }
    leave()
    const text = `${mark} ${line}`.trimEnd()
    lines.push(
      mark === '-' ? ink.red(text) : mark === '+' ? ink.green(text) : `  ${line}`.trimEnd(),
    )
  })
  leave()
  return lines
}

/** What is not as claimed, without its place. */
function details(finding: Finding, ink: Ink): string[] {
  const width = Math.max(0, ...finding.parts.map(({ name }) => name.length))
  const legend = `${ink.red('- claimed')}  ${ink.green('+ observed')}`
  return [
    finding.say,
    ...finding.parts.map(
      ({ name, holds, seen }) =>
        `  ${name.padEnd(width)}  ${holds ? ink.green('held') : ink.red('not ')}  ${seen}`,
    ),
    ...(finding.differences.length === 0 ? [] : [`  ${legend}`]),
    ...differenceInLines(finding.differences, ink).map((line) => `  ${line}`),
    ...(finding.advice === undefined ? [] : [finding.advice]),
  ]
}

const broken = ({ findings }: Result): readonly Finding[] => findings.filter(({ holds }) => !holds)

/** How sure it is: what held in some plays is another matter than what never holds. */
function sureness({ plays: { held, of }, slow, sure }: Result): string[] {
  if (!sure)
    return ['Nothing is proven by this, one way or the other: the machine was too slow meanwhile.']
  if (held > 0)
    return [
      `It held in ${held} of ${of} plays: it is not always so. Claim what is, or in what share: of runs it is.`,
    ]
  const limits = slow === 1 ? '' : `, with limits ${slow} times as long: the machine is busy`
  return of === 1 && slow === 1 ? [] : [`It was so in ${of} of ${of} plays${limits}.`]
}

/** What the author can do about it, one line. */
function next(result: Result, options: string): string {
  const only = `--only ${result.lesson}/${result.step}${options}`
  if (!result.sure) return `When it has less to do: npm run lessons -- ${only}`
  const recordable = broken(result).some(({ claim }) => claim.startsWith('expect '))
  return recordable
    ? `If what was observed is right: npm run lessons -- --record ${only}`
    : `Mend the claim or the program, then: npm run lessons -- ${only}`
}

/** Too slow a machine proves nothing: what was played on it has not failed. */
function verdict({ passed, sure }: Result, ink: Ink): string {
  return passed ? ink.green('passed') : ink.red(sure ? 'FAILED' : 'UNSURE')
}

/** One line as soon as it is known. */
export function inOneLine(result: Result, ink: Ink): string {
  const { lesson, step, name, ms } = result
  return `${verdict(result, ink)}  ${lesson}/${step}  ${name}  ${ink.dim(seconds(ms))}\n`
}

/** A result that is not as claimed: each claim, where it stands, what was claimed, what was seen, what to do. */
export function inLines({ result, places }: Placed, { ink, options }: Style): string {
  const { lesson, step, name } = result
  const found = broken(result).flatMap((finding) => {
    const [say = '', ...more] = details(finding, ink)
    const where = [`  ${ink.bold(finding.claim)}`, ink.dim(places.get(finding) ?? '')]
    return [where.join('  ').trimEnd(), `    ${say}`, ...more.map((line) => `    ${line}`)]
  })
  const rest = [...sureness(result), next(result, options)].map((line) => `  ${line}`)
  const head = `${verdict(result, ink)}  ${lesson}/${step}  ${name}`
  return `\n${[head, ...found, ...rest].join('\n')}\n`
}

/** What is not as claimed, as plain text. */
export function inText(result: Result, plain: Ink): string {
  return broken(result)
    .flatMap((finding) => details(finding, plain))
    .join('\n')
}

const entity: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}
/** Control characters cannot be written in XML at all. */
const xml = (text: string): string =>
  text
    .replace(/[&<>"]/g, (found) => entity[found] ?? '')
    .replace(/\p{Cc}/gu, (found) => (/\s/.test(found) ? found : '?'))

interface Report {
  readonly mistakes: readonly Mistake[]
  readonly results: readonly Result[]
}

/** A suite of the course's form, a case per error of it; then one per lesson, with a case per performance. */
export function inJunit({ mistakes, results }: Report, plain: Ink): string {
  const errors = mistakes.filter(({ weight }) => weight === 'error')
  const wrong = errors.map(({ path, line, column, say }) => {
    const open = `<testcase classname="${xml(path)}" name="${line}:${column}">`
    return `    ${open}<failure>${xml(say)}</failure></testcase>\n`
  })
  const formed = errors.length > 0 ? wrong : ['    <testcase classname="form" name="lint"/>\n']
  const counted = `tests="${formed.length}" failures="${errors.length}"`
  const form = `  <testsuite name="form" ${counted}>\n${formed.join('')}  </testsuite>\n`
  const lessons = [...new Set(results.map(({ lesson }) => lesson))]
  const suites = lessons.map((lesson) => {
    const own = results.filter((result) => result.lesson === lesson)
    const cases = own.map((result) => {
      const { step, name, ms, passed } = result
      const open = `<testcase classname="${xml(step)}" name="${xml(name)}" time="${ms / 1000}"`
      if (passed) return `    ${open}/>\n`
      return `    ${open}><failure>${xml(inText(result, plain))}</failure></testcase>\n`
    })
    const failures = own.filter(({ passed }) => !passed).length
    const counts = `tests="${own.length}" failures="${failures}"`
    return `  <testsuite name="${xml(lesson)}" ${counts}>\n${cases.join('')}  </testsuite>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${form}${suites.join('')}</testsuites>\n`
}
