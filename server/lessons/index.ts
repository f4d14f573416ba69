/** The door of lessons: load a course, judge claims over what programs did. */
export { checkCourse, loadCourse } from './load.ts'
export { CourseError, inOneLine } from './mistakes.ts'
export type { Mistake } from './mistakes.ts'
export type { Course, Lesson, Program, Repeat, Step } from './lesson.ts'
export type { Claim, Observation, Verdict } from './claim.ts'
export { createJudge } from './judge.ts'
export type { Judge } from './judge.ts'
export { inWords } from './inWords.ts'
