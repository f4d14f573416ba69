/** The one stretch in which two texts differ. Pure. */

export interface TextChange {
  /** Where it begins and ends in the text before, in characters. */
  from: number
  to: number
  /** What stands there afterwards. */
  text: string
}

export function changeOf(before: string, after: string): TextChange {
  const most = Math.min(before.length, after.length)
  let from = 0
  while (from < most && before[from] === after[from]) from += 1
  let same = 0
  while (same < most - from && before.at(-1 - same) === after.at(-1 - same)) same += 1
  return { from, to: before.length - same, text: after.slice(from, after.length - same) }
}
