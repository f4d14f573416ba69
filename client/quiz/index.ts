/** The door of the quiz, and of practice. */
export { Practice } from './Practice.tsx'
export { Quiz } from './Quiz.tsx'
export type { StepLink } from './Summary.tsx'
export { prepare } from './useRemember.ts'
