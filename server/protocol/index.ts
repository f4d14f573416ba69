/** The wire contract between page and server. Depends on zod only: no Node, no DOM. */
export {
  ClientMessage,
  LabFile,
  MAX_FRAME,
  PROTOCOL_VERSION,
  RefusalCode,
  ServerMessage,
} from './messages.ts'
export type { Ask } from './messages.ts'
export { ChecksEvent, Mark, OutcomeEvent } from './check.ts'
export { Beat, Chunk, LabState, Numbered, SessionEvent, Stream } from './events.ts'
export { PREVIEW_BYTES, ReplyKind, TapEvent, Topic, YOU } from './tap.ts'
export { CommandDoc, PromptEvent, PromptSaid } from './prompt.ts'
export { ThreadEvent, ThreadWaitsFor } from './thread.ts'
export { VisitEvent, VisitPage, VisitPath, VisitState } from './visit.ts'
export { EndReason, LimitName, LimitRow, ProgramRef, RunState, WaitsFor } from './run.ts'
export {
  CourseQuery,
  CourseView,
  FileView,
  GlossaryView,
  LessonCard,
  LessonMark,
  LessonView,
  ProgramView,
  StepView,
} from './lesson.ts'
export { Parts, QuestionView, Rule, Sheet } from './quiz.ts'
export type { How, Typed } from './quiz.ts'
export { accepts, judge, plain, solutionOf } from './judge.ts'
export type { Judgement } from './judge.ts'
export { ProgressEntry } from './progress.ts'
export { HintRead } from './hints.ts'
export { HomeRest } from './home.ts'
export {
  LINK_CHARS,
  SHARED_BYTES,
  SHARED_CHARS,
  SHARED_DAYS,
  SHARED_FILES,
  SharedBody,
  SharedCode,
  SharedId,
  SharedKept,
} from './shared.ts'
export { CloseCode, FATAL_CLOSE } from './close.ts'
export { unreachable } from './unreachable.ts'
