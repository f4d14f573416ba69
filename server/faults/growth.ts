/** How a figure of the server moved while it worked: first, last, most, and its slope in the second half. Pure. */

export interface Sample {
  /** ms. */
  readonly at: number
  readonly value: number
}

export class Growth {
  readonly first: number
  readonly last: number
  readonly most: number
  /** A minute, by the least squares of the second half: what fills up once, at first, is no growth. */
  readonly slope: number

  constructor(samples: readonly Sample[]) {
    const values = samples.map(({ value }) => value)
    this.first = values[0] ?? Number.NaN
    this.last = values.at(-1) ?? Number.NaN
    this.most = Math.max(...values)
    this.slope = slopeOf(samples.slice(Math.floor(samples.length / 2))) * 60_000
  }
}

function slopeOf(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length
  const [at, value] = [mean((one) => one.at), mean((one) => one.value)]
  const spread = samples.reduce((sum, one) => sum + (one.at - at) ** 2, 0)
  const along = samples.reduce((sum, one) => sum + (one.at - at) * (one.value - value), 0)
  return spread === 0 ? 0 : along / spread
}
