/** The door of predictions and exercises: what a step asks, and how it came out. */
export { Exercise } from './Exercise.tsx'
export { HeldRun } from './HeldRun.tsx'
export { Predict } from './Predict.tsx'
