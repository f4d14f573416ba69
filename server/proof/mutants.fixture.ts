/** Claims said otherwise: what was true of a play must then be refuted by it. */
import type { Claim, Step } from '../lessons/index.ts'

type Count = Extract<Claim, { fact: 'output' }>['times']

const another = ({ min, max }: Count): Count =>
  min === max ? { min: min + 1, max: max + 1 } : { min: 1000, max }

/** The same fact with one number changed, if it has one that can be wrong. */
function otherNumbers(claim: Claim): Claim[] {
  const changed: Claim[] = []
  if (claim.fact === 'published' && claim.receivers)
    changed.push({ ...claim, receivers: another(claim.receivers) })
  if ('times' in claim) changed.push({ ...claim, times: another(claim.times) })
  if (claim.fact === 'ends' && claim.code !== undefined)
    changed.push({ ...claim, code: claim.code + 1 })
  if (claim.fact === 'visit' && claim.status !== undefined)
    changed.push({ ...claim, status: claim.status + 1 })
  if (claim.fact === 'thread') changed.push({ ...claim, lastingMs: claim.lastingMs + 600_000 })
  return changed
}

/** One part of it changed, where all of its parts must hold. */
function otherParts(claim: Claim): Claim[] {
  switch (claim.fact) {
    case 'all':
    case 'order':
      return claim.claims.flatMap((part, at) =>
        flips(part).map((flip) => ({ ...claim, claims: claim.claims.with(at, flip) })),
      )
    case 'after':
    case 'within':
      return otherNumbers(claim.claim).map((part) => ({ ...claim, claim: part }))
    default:
      return []
  }
}

/** The claim turned round, with another number, in another order; each must be untrue where it is true. */
export function flips(claim: Claim): Claim[] {
  const order = claim.fact === 'order' ? [{ ...claim, claims: claim.claims.toReversed() }] : []
  // Within an order, "it does not happen" holds before it happens.
  const parts =
    claim.fact === 'order'
      ? claim.claims.flatMap((part, at) =>
          otherNumbers(part).map((flip) => ({ ...claim, claims: claim.claims.with(at, flip) })),
        )
      : otherParts(claim)
  return [{ fact: 'not', claim }, ...order, ...otherNumbers(claim), ...parts]
}

export interface Mutant {
  /** What was changed. */
  readonly what: string
  readonly step: Step
}

/** The step with one thing changed that it claims of itself as it is written, each in turn. */
export function mutantsOf(step: Step): Mutant[] {
  const truths = step.truths.flatMap((truth, at) =>
    // One play says nothing of a share.
    truth.share !== undefined
      ? []
      : flips(truth.claim).map((claim, flip) => ({
          what: `truth ${truth.id}, ${flip}`,
          step: { ...step, truths: step.truths.with(at, { ...truth, claim }) },
        })),
  )
  const expects = [...step.expect].flatMap(([program, blocks]) =>
    blocks.map((block, at) => {
      const lines = block.lines.length === 0 ? ['a line'] : block.lines.slice(1)
      const expect = new Map(step.expect).set(program, blocks.with(at, { ...block, lines }))
      return { what: `expect ${program}, block ${at}`, step: { ...step, expect } }
    }),
  )
  const options = step.predict?.options ?? []
  const predictions = options.map((option, at) => {
    const claim: Claim = { fact: 'not', claim: option.claim }
    const predict = { options: options.with(at, { ...option, claim }) }
    return { what: `option ${at + 1}`, step: { ...step, predict } }
  })
  return [...truths, ...expects, ...predictions]
}
