/** Pages and parts in chunks of their own: the text of a step, and Run, do not wait for them. */
import { later } from '../ui/index.ts'

export const Course = later(async () => (await import('../course/index.ts')).Course)
export const Quiz = later(async () => (await import('../quiz/index.ts')).Quiz)
export const Heartbeat = later(async () => (await import('../heartbeat/index.ts')).Heartbeat)
