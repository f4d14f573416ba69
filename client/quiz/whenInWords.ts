/** When something comes back, in words: `tomorrow`, `in 5 days`. Pure. */
import { morningOf } from './day.ts'

const DAY = 24 * 60 * 60 * 1000

/** Both ms of the wall clock; counted in the learner's days. */
export function whenInWords(at: number, now: number): string {
  const days = Math.round((morningOf(at) - morningOf(now)) / DAY)
  if (days <= 0) return 'later today'
  if (days === 1) return 'tomorrow'
  if (days < 60) return `in ${days} days`
  return `in ${Math.round(days / 30)} months`
}
