/** How soon a save could be seen: told of those that this page was open for. */

export interface Shown {
  version: number
  /** From the file's being written to its being drawn, ms. */
  ms: number
}

/** Times are ms of the wall clock: when the file was written, and when it was drawn. */
interface Drawn {
  version: number
  savedAt: number
  drawnAt: number
}

/** The same version drawn again, in another step or as another learner, was no slower for it. */
export function shownNow(
  before: Shown | undefined,
  { version, savedAt, drawnAt }: Drawn,
  openedAt: number,
): Shown | undefined {
  if (savedAt < openedAt) return undefined
  if (before?.version === version) return before
  return { version, ms: Math.max(0, drawnAt - savedAt) }
}
