/** The door of sessions. */
export { Registry } from './registry.ts'
export { Connection } from './connection.ts'
export { Session } from './session.ts'
export { isPlain } from './files.ts'
export type { Socket } from './outbox.ts'
export type { MakeJudge } from './judging.ts'
export { realTime, type Time } from './time.ts'
export type { Progress, World } from './world.ts'
