/** The door of differences: what goes and what comes, line by line, as exercises and the studio show them. */
export { DiffRow } from './DiffRow.tsx'
export { hunks } from './hunks.ts'
export type { DiffLine } from './hunks.ts'
