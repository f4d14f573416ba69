/** The door of the course page. */
export { Course } from './Course.tsx'
export type { Look } from './Finder.tsx'
