/** The door of the lesson's web app: its page, and visits of it. */
export { App } from './App.tsx'
export { Visits } from './Visits.tsx'
