/** The door of the reader: a step's text and the way to its neighbours. */
export { Prose } from './Prose.tsx'
export { Turn } from './Turn.tsx'
export type { Neighbour } from './Turn.tsx'
export type { Meant } from './links.ts'
