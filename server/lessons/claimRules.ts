/** What a claim must keep to beyond its form: programs it names, starts that can come about. */
import { YOU } from '../protocol/index.ts'
import type { Claim, VisitAnswered, VisitUnanswered } from './claim.ts'
import { isAboutThreads } from './judgeThread.ts'
import { isWire } from './judgeWire.ts'
import type { Mistakes, Place } from './mistakes.ts'
import { suggest } from './nearest.ts'

/** A program as far as claims about it go: the pages of its app that play visits. */
interface Named {
  readonly app?: { readonly visits?: readonly string[] | undefined } | undefined
}

interface Rules {
  /** The programs that may be named, by their ids. */
  readonly programs: Readonly<Record<string, Named>>
  /** Where the claim stands; asked when there is something to tell. */
  readonly place: () => Place
  readonly mistakes: Mistakes
}

/** The claim and every claim in it. */
export function* claimsOf(claim: Claim): Generator<Claim> {
  yield claim
  if ('claims' in claim) for (const part of claim.claims) yield* claimsOf(part)
  if ('claim' in claim) yield* claimsOf(claim.claim)
  if ('after' in claim) yield* claimsOf(claim.after)
}

/** What a claim is called in YAML. */
function keyOf(fact: Claim['fact']): string {
  if (fact === 'unanswered') return 'visit'
  return fact === 'beats' || fact === 'silent' ? 'heartbeat' : fact
}

/** What is said of visits is about a page that has a button: no other is visited when it is played. */
function checkVisit(claim: VisitAnswered | VisitUnanswered, { programs, place, mistakes }: Rules) {
  const apps = claim.of === undefined ? Object.values(programs) : [programs[claim.of] ?? {}]
  const pages = apps.flatMap(({ app }) => app?.visits ?? [])
  if (pages.length === 0)
    mistakes.error(
      place(),
      'No page of this program is visited. Name its pages under app: visits:.',
    )
  else if (claim.path !== undefined && !pages.includes(claim.path))
    mistakes.error(place(), `No visit goes to ${claim.path}. ${suggest(claim.path, pages)}`)
}

/** Every `of` names a program, and is there when the step has several; on the wire anyone may be meant. */
export function checkClaim(claim: Claim, rules: Rules): void {
  const { place, mistakes } = rules
  const programs = Object.keys(rules.programs)
  for (const part of claimsOf(claim)) {
    if ('claims' in part || 'claim' in part) continue
    if (isWire(part) && (part.of === undefined || part.of === YOU)) continue
    if (part.of === undefined) {
      if (programs.length > 1) {
        mistakes.error(
          place(),
          `${keyOf(part.fact)} must say of which program. Add of: with one of ${programs.join(', ')}.`,
        )
      }
    } else if (!programs.includes(part.of)) {
      mistakes.error(place(), `No program is named ${part.of}. ${suggest(part.of, programs)}`)
      continue
    }
    if (part.fact === 'visit' || part.fact === 'unanswered') checkVisit(part, rules)
  }
}

/** One mistake, for the first part of the claim of which `wrong` has something to say. */
function tellFirst(
  claim: Claim,
  { place, mistakes }: Rules,
  wrong: (part: Claim) => string | undefined,
): void {
  for (const part of claimsOf(claim)) {
    const say = wrong(part)
    if (say === undefined) continue
    mistakes.error(place(), say)
    return
  }
}

/** A start waits for something that can be seen to happen, never for something not to happen. */
export function checkStart(after: Claim, rules: Rules): void {
  tellFirst(after, rules, (part) => {
    const unseen =
      part.fact === 'not' ||
      part.fact === 'running' ||
      (part.fact === 'beats' && part.forMs === undefined) ||
      ('times' in part && part.times.max !== Infinity)
    if (!unseen) return undefined
    const what = 'times' in part ? 'times: without +' : keyOf(part.fact)
    return `A start waits for something that can be seen to happen; ${what} cannot. Say what happens before it.`
  })
}

/** What is repeated hears its own program and the wire: no single thread, and no visit. */
export function checkRepeat(count: Claim, rules: Rules): void {
  tellFirst(count, rules, (part) => {
    const unheard =
      part.fact === 'visit' ||
      part.fact === 'unanswered' ||
      (part.fact === 'thread' && isAboutThreads(part))
    if (!unheard) return undefined
    const what = part.fact === 'thread' ? 'thread: with name, at, join, queue or call' : 'visit'
    return `A repeat counts what its program prints, how it waits and ends, and what Redis saw; ${what} is not heard. Count another fact.`
  })
}

/** Pairs of programs that wait for each other to start. */
export function findRings(afters: ReadonlyMap<string, Claim>): [string, string][] {
  const waits = new Map(
    [...afters].map(([id, claim]) => [
      id,
      new Set(
        [...claimsOf(claim)].flatMap((part) =>
          'of' in part && part.of !== undefined ? [part.of] : [],
        ),
      ),
    ]),
  )
  const reaches = (from: string, to: string, seen: ReadonlySet<string>): boolean =>
    [...(waits.get(from) ?? [])].some(
      (next) => next === to || (!seen.has(next) && reaches(next, to, new Set([...seen, next]))),
    )
  return [...waits].flatMap(([id, others]) =>
    [...others]
      .filter((other) => other === id || reaches(other, id, new Set()))
      .map((other): [string, string] => [id, other]),
  )
}
