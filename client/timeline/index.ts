/** The door of the timeline. */
export { Timeline } from './Timeline.tsx'
