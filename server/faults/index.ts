/** The door of the soak; the fault test is a test. */
export { soak, type SoakReport } from './soak.ts'
export { judge, type Verdict } from './verdict.ts'
