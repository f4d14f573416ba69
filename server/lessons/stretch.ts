/** A step for a machine that is slower: what must happen in a time gets more of it. */
import { unreachable } from '../protocol/index.ts'
import type { Claim } from './claim.ts'
import { isWire } from './judgeWire.ts'
import type { Course, Lesson, Step } from './lesson.ts'

/**
 * Limits in which something must happen are multiplied, whichever way they are meant: "not within 2 s" then asks for
 * a longer silence, so that slowness alone makes nothing true. So is how long a visit waits in vain. How long a thread
 * waits or an app is silent stays: a sleep takes as long on any machine, and a late beat is no beat without an answer.
 */
export function stretchClaim(claim: Claim, by: number): Claim {
  if (isWire(claim)) return claim
  const inner = (part: Claim): Claim => stretchClaim(part, by)
  switch (claim.fact) {
    case 'heartbeat':
      return { ...claim, answersMs: claim.answersMs * by }
    case 'beats':
      return { ...claim, underMs: claim.underMs * by }
    case 'visit':
      return claim.answersMs === undefined ? claim : { ...claim, answersMs: claim.answersMs * by }
    case 'unanswered':
      return { ...claim, lastingMs: claim.lastingMs * by }
    case 'within':
      return { ...claim, ms: claim.ms * by, claim: inner(claim.claim) }
    case 'after':
      return { ...claim, after: inner(claim.after), claim: inner(claim.claim) }
    case 'not':
      return { ...claim, claim: inner(claim.claim) }
    case 'order':
    case 'all':
    case 'any':
      return { ...claim, claims: claim.claims.map(inner) }
    case 'output':
    case 'thread':
    case 'silent':
    case 'ends':
    case 'running':
      return claim
    default:
      return unreachable(claim)
  }
}

type Program = Step['programs'][number]

/** A beat that is late is not yet a beat without an answer: a slow page is not a silent one. */
function stretchProgram(program: Program, by: number): Program {
  const { start, heartbeat } = program
  return {
    ...program,
    ...(typeof start === 'string'
      ? {}
      : { start: { ...start, after: stretchClaim(start.after, by) } }),
    ...(heartbeat === undefined
      ? {}
      : { heartbeat: { ...heartbeat, timeoutMs: heartbeat.timeoutMs * by } }),
  }
}

function stretchStep(step: Step, by: number): Step {
  const claimed = <T extends { readonly claim: Claim }>(one: T): T => ({
    ...one,
    claim: stretchClaim(one.claim, by),
  })
  const { exercise, predict } = step
  return {
    ...step,
    observeMs: step.observeMs * by,
    programs: step.programs.map((program) => stretchProgram(program, by)),
    truths: step.truths.map(claimed),
    ...(predict === undefined
      ? {}
      : { predict: { ...predict, options: predict.options.map(claimed) } }),
    ...(exercise === undefined
      ? {}
      : {
          exercise: {
            ...exercise,
            checks: exercise.checks.map(claimed),
            hints: exercise.hints.map((hint) =>
              hint.when === undefined ? hint : { ...hint, when: stretchClaim(hint.when, by) },
            ),
          },
        }),
  }
}

/** The course for a machine that is slower `by` so many times, from 1 on. */
export function stretchCourse(course: Course, by: number): Course {
  if (by === 1) return course
  const stretched = new Map<string, Lesson>()
  const find = (id: string): Lesson | undefined => {
    const lesson = stretched.get(id) ?? stretchLesson(course.find(id), by)
    if (lesson !== undefined) stretched.set(id, lesson)
    return lesson
  }
  const { cards, glossary } = course
  return {
    ...{ cards, glossary, find, asset: (lesson, path) => course.asset(lesson, path) },
    get lessons() {
      return cards.flatMap(({ id }) => find(id) ?? [])
    },
  }
}

function stretchLesson(lesson: Lesson | undefined, by: number): Lesson | undefined {
  return lesson && { ...lesson, steps: lesson.steps.map((step) => stretchStep(step, by)) }
}
