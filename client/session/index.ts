/** The door of the session: its store, its facts in words, and hooks for components. */
export { createSession } from './store.ts'
export type { Files, Session, SessionState, StepFiles } from './store.ts'
export {
  SessionProvider,
  useFacts,
  useLabNow,
  useLatestRun,
  useOlderRuns,
  usePressed,
  useSession,
} from './useSession.ts'
export { keyOf } from './facts.ts'
export type { Facts, Run, Tally } from './facts.ts'
export { countLines, gapOf, pagesOf, textOf } from './scrollback.ts'
export type { Line, Page, Scrollback } from './scrollback.ts'
export { TAPE_BOUND, type Tape } from './tape.ts'
export { isLive, wordsFor } from './words.ts'
export type { Meaning, Words } from './words.ts'
export { amount, duration, latency, ordinal } from './duration.ts'
export { Glyph } from './Glyph.tsx'
export { StateGlyph, StateWords, meaningOf, useWords } from './StateWords.tsx'
