/** The door of lessons: load a course, judge claims over what programs did. */
export { checkCourse, courseChecker, loadCourse } from './load.ts'
export type { Checked } from './load.ts'
export { listLessons } from './listing.ts'
export { CourseError, inOneLine } from './mistakes.ts'
export type { Mistake } from './mistakes.ts'
export type {
  Check,
  Course,
  Exercise,
  Hint,
  Lesson,
  Overlay,
  PlayedAnswer,
  Prediction,
  Program,
  Repeat,
  Step,
  Transcript,
  Truth,
} from './lesson.ts'
export { timeOf } from './claim.ts'
export type { Claim, Observation, Verdict, WireClaim } from './claim.ts'
export { agrees, compare, transcriptOf } from './transcript.ts'
export type { Difference } from './transcript.ts'
export type { Transcript as WrittenTranscript } from './proofForm.ts'
export { accepted } from './shares.ts'
export { stretchCourse } from './stretch.ts'
export { lessonSchemas } from './schema.ts'
export { readQuestions } from './readQuestions.ts'
export type { WrittenQuestions } from './readQuestions.ts'
export type { FormOf, QuestionForm } from './quizForm.ts'
export { readWritten } from './written.ts'
export type { WrittenLesson, WrittenStep } from './written.ts'
export { nodesOf, parseMarkdown, renderCode, renderDocument, unwrap } from './prose.ts'
export { isWire } from './judgeWire.ts'
export { createJudge } from './judge.ts'
export type { Judge } from './judge.ts'
export { inWords } from './inWords.ts'
export { looksInside } from './looksInside.ts'
