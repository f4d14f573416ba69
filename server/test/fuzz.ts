/** Tries a property on many seeded cases: the same few in each `npm test`, as many as wished in `npm run fuzz`. */
import fc from 'fast-check'
import { inject, test } from 'vitest'

/** What was tried; `npm run fuzz` reads it from the report. */
export interface Tried {
  readonly of: string
  readonly seed: number
  readonly cases: number
  /** Of one case, ms. */
  readonly slowest: number
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Of `npm run fuzz`; empty in `npm test`. */
    readonly fuzz: { readonly cases?: number; readonly seed?: number; readonly long: boolean }
  }
  interface TaskMeta {
    fuzz?: Tried
  }
}

/** A case that takes longer fails, ms, however busy the machine is: a pattern that backtracks, a loop without end. */
const SLOW_MS = 60_000

/** Of all cases, ms: what is too slow is told by its case, on however busy a machine. */
const PATIENCE = 20 * 60_000

/** Else fast-check makes ten at most of what a list or a text may have. */
fc.configureGlobal({ defaultSizeToMaxWhenMaxSpecified: inject('fuzz').long })

type Property = fc.IRawProperty<unknown>
type Outcome = Awaited<ReturnType<Property['run']>>

/** Notes how long each case takes; one that is too slow is shrunk like any other failure. */
class Timed {
  slowest = 0

  of(property: Property): Property {
    const run = (value: unknown): Promise<Outcome> | Outcome => {
      const began = performance.now()
      const outcome = property.run(value)
      const judged = (one: Outcome): Outcome => one ?? this.#judge(performance.now() - began)
      return outcome instanceof Promise ? outcome.then(judged) : judged(outcome)
    }
    return Object.create(property, { run: { value: run } }) as Property
  }

  #judge(ms: number): Outcome {
    this.slowest = Math.max(this.slowest, ms)
    return ms > SLOW_MS ? { error: new Error(`one case took ${Math.round(ms)} ms`) } : null
  }
}

export interface Fuzz {
  readonly of: string
  /** In `npm test`, some seconds of them. */
  readonly cases: number
}

/** A test named `of: says`. */
export function fuzz<T>(
  { of, cases: usual }: Fuzz,
  says: string,
  property: fc.IRawProperty<T>,
): void {
  const { cases = usual, seed = 1 } = inject('fuzz')
  const timed = new Timed()
  test(`${of}: ${says}`, { timeout: PATIENCE + cases * 100 }, async ({ task }) => {
    try {
      await fc.assert(timed.of(property as Property), { numRuns: cases, seed })
    } finally {
      task.meta.fuzz = { of, seed, cases, slowest: timed.slowest }
    }
  })
}
