/** The door of the tap: from the bytes of a lab's connections to what they mean. */
export { Tap, type TapOptions, type Wire } from './tap.ts'
