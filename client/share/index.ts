/** The door of sharing: a step with the learner's code as a link, in another page, or as a zip. */
export { Embedded } from './Embedded.tsx'
export { GoneCode } from './GoneCode.tsx'
export { lessonsOf } from './gone.ts'
export { Offer } from './Offer.tsx'
export type { Guest } from './Offer.tsx'
export { Share } from './Share.tsx'
