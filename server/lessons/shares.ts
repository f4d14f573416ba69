/**
 * The test of a share: how many of n runs may show something that holds in low..high of them. Exact binomial;
 * a true claim fails at most once in 1,000 plays at either edge of its range.
 */

const doubt = 0.001

export interface Share {
  readonly low: number
  readonly high: number
  readonly runs: number
}

/** P(X <= k) for k = 0..n of a binomial with `n` runs and chance `p`. */
function cumulative(n: number, p: number): number[] {
  const logs = [0]
  for (let i = 1; i <= n; i += 1) logs.push((logs[i - 1] ?? 0) + Math.log(i))
  const log = (i: number): number => logs[i] ?? 0
  let sum = 0
  return Array.from({ length: n + 1 }, (_, k) => {
    if (p <= 0) return 1
    if (p >= 1) return k === n ? 1 : 0
    sum += Math.exp(log(n) - log(k) - log(n - k) + k * Math.log(p) + (n - k) * Math.log(1 - p))
    return sum
  })
}

/** The fewest and the most runs, of `runs`, with which the share is not refuted. */
export function accepted({ low, high, runs }: Share): { least: number; most: number } {
  const atLow = cumulative(runs, low)
  const atHigh = cumulative(runs, high)
  const least = atLow.findIndex((chance) => chance >= doubt)
  // P(X >= k) = 1 - P(X <= k - 1).
  let most = runs
  while (most > 0 && 1 - (atHigh[most - 1] ?? 0) < doubt) most -= 1
  return { least: Math.max(0, least), most }
}

/** Why so many runs could not tell the share from never or from always; undefined when they can. */
export function tooFew({ low, high, runs }: Share): string | undefined {
  const needed = (chance: number): number => Math.ceil(Math.log(doubt) / Math.log(chance))
  const percent = (part: number): string => `${Math.round(part * 1000) / 10}%`
  if (low >= high) return 'A share goes from the lower to the higher bound, as 15%..89%.'
  if (high < 1 && high ** runs >= doubt) {
    const most = percent(Math.floor(1000 * doubt ** (1 / runs)) / 1000)
    return `${runs} runs cannot tell ${percent(high)} from always. Use at most ${most}, or ${needed(high)} runs.`
  }
  if (low > 0 && (1 - low) ** runs >= doubt) {
    const least = percent(Math.ceil(1000 * (1 - doubt ** (1 / runs))) / 1000)
    return `${runs} runs cannot tell ${percent(low)} from never. Use at least ${least}, or ${needed(1 - low)} runs.`
  }
  return undefined
}
