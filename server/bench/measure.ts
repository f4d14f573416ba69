/** Timing helpers: interleaved rounds and the quantiles that are quoted. */

export interface Spread {
  readonly n: number
  readonly p10: number
  readonly p50: number
  readonly p90: number
}

/** Milliseconds on CLOCK_MONOTONIC, the clock that Python's `time.monotonic_ns` reads too. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

/** Nearest-rank quantiles of a sample that is not empty. */
export function spread(sample: readonly number[]): Spread {
  const sorted = [...sample].sort((a, b) => a - b)
  const at = (q: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
  return { n: sorted.length, p10: at(0.1), p50: at(0.5), p90: at(0.9) }
}

/**
 * Runs every candidate once a round, in an order that rotates, so that drift of the machine's speed
 * meets all of them alike. A candidate resolves to its own figure (usually ms).
 */
export async function interleave<Name extends string>(
  candidates: Readonly<Record<Name, () => Promise<number>>>,
  rounds: number,
): Promise<Record<Name, Spread>> {
  const names = Object.keys(candidates) as Name[]
  const samples = new Map<Name, number[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round) % names.length]
      if (name === undefined) continue
      samples.get(name)?.push(await candidates[name]())
    }
  }
  return Object.fromEntries(names.map((name) => [name, spread(samples.get(name) ?? [])])) as Record<
    Name,
    Spread
  >
}

/** Of each, the figure of its least disturbed rounds: a tenth of them was faster (of rates: had more). */
export function quietest(
  spreads: Readonly<Record<string, Spread>>,
  faster: 'less' | 'more' = 'less',
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(spreads).map(([name, { p10, p90 }]) => [name, faster === 'less' ? p10 : p90]),
  )
}
