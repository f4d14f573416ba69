/** The door of the pages: everything under the address bar. */
export { Page } from './Page.tsx'
export { TriesContext } from './useLesson.ts'
