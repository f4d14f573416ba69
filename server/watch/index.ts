/** The door of what the host sees of the server: figures and log. */
export { DoorWatch } from './doorWatch.ts'
export { openLog, type Log, type LogFormat } from './log.ts'
export { Metrics, type Sources } from './metrics.ts'
export { SessionWatch } from './sessionWatch.ts'
