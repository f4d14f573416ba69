/** The door of export: a lesson as it is taken home. */
export { createShelf } from './shelf.ts'
export type { Zip } from './shelf.ts'
export { readSource } from './source.ts'
export type { Places, Source } from './source.ts'
export { packLesson } from './zip.ts'
export type { Packed } from './zip.ts'
