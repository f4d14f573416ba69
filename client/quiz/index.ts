/** The door of the quiz. */
export { Quiz } from './Quiz.tsx'
export type { StepLink } from './Summary.tsx'
