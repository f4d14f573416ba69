/** The door of GIFT: questions out to other systems, and in from them. */
export { Unreadable, readGift } from './read.ts'
export type { Draft, Read } from './read.ts'
export { writeGift } from './write.ts'
export type { Written } from './write.ts'
