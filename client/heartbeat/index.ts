/** The door of the heartbeat. */
export { Heartbeat } from './Heartbeat.tsx'
