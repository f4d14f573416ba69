/** The door of hands: what the learner does to the lab's Redis without a program. */
export type { Open } from './client.ts'
export { askCommands } from './docs.ts'
export { Prompt } from './prompt.ts'
export { Publisher, type Publication } from './publisher.ts'
