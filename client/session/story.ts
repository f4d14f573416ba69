/** Stories: a step's time counts from the first run after quiet, the same in consoles, picture and table. Pure. */

/** Where stories of a step began, ms on the lab's clock, oldest first. */
export type Stories = readonly number[]

/** Stories of one step that are told apart. */
const KEPT = 64

/** A run was asked for at `at`; it begins a story unless another program of its step was live. */
export function beginStory(stories: Stories, at: number, quiet: boolean): Stories {
  if (!quiet && stories.length > 0) return stories
  return [...stories.slice(1 - KEPT), at]
}

/** Where the story of `at` began; what came before any run counts from the opening of the lab. */
export function storyOf(stories: Stories, at: number): number {
  return stories.findLast((start) => start <= at) ?? 0
}

/** Seconds since the story began, as consoles show them: `6.12`. */
export function secondsIn(stories: Stories, at: number): string {
  return ((at - storyOf(stories, at)) / 1000).toFixed(2)
}
