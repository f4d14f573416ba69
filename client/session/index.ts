/** The door of the session: its store, its facts in words, and hooks for components. */
export { createSession } from './store.ts'
export type { Files, Session, SessionState, StepFiles } from './store.ts'
export {
  SessionProvider,
  useFacts,
  useLabNow,
  useLatestRun,
  useLinked,
  useOlderRuns,
  usePressed,
  useSession,
  useStories,
} from './useSession.ts'
export { keyOf, placeOf } from './facts.ts'
export type { Facts, Run, Tally } from './facts.ts'
export { countLines, gapOf, pagesOf, textOf } from './scrollback.ts'
export type { Line, Page, Scrollback } from './scrollback.ts'
export { Tape } from './tape.ts'
export { LabClock } from './clock.ts'
export type { KnownThread, Threads } from './threads.ts'
export { secondsIn, storyOf } from './story.ts'
export type { Stories } from './story.ts'
export { linesOf } from './linked.ts'
export type { Linked, LinkedEvent, Said } from './linked.ts'
export { isLive, wordsFor } from './words.ts'
export type { Meaning, Words } from './words.ts'
export { openVisits, visitWords } from './visits.ts'
export type { Visit, VisitWords } from './visits.ts'
export { amount, duration, latency, ordinal } from './duration.ts'
export { Glyph } from './Glyph.tsx'
export { StateGlyph, StateWords } from './StateWords.tsx'
