/** The learner's day begins at four in the morning: until then it is still the evening before. Pure. */

const FOUR_HOURS = 4 * 60 * 60 * 1000

/** The beginning of the day that `at` belongs to, both ms of the wall clock. */
export function morningOf(at: number): number {
  return new Date(at - FOUR_HOURS).setHours(4, 0, 0, 0)
}
