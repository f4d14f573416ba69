/** The door of progress: what is kept of a learner, in the browser and on the server. */
export { createProgress } from './store.ts'
export type { Progress } from './store.ts'
export { browserShelf, ownStorage } from './shelf.ts'
export { ProgressProvider, useCopy, useEntries, useKept, useProgress } from './useProgress.ts'
export { keys, valueOf } from './entries.ts'
export type { Entries } from './entries.ts'
export { Answered, Attempts, Draft, Place, Predicted } from './forms.ts'
export type { Attempt } from './forms.ts'
