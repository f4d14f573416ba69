/** The door of the lab: what the rest of the server may use. */
export type {
  Activity,
  BrokerState,
  Lab,
  LabFile,
  LabInfo,
  Pool,
  Run,
  RunListener,
  RunSpec,
  Ticket,
} from './lab.ts'
export type { LabPaths } from './paths.ts'
export { LIMIT_ROWS, limitReason, SERVER_LIMITS } from './limits.ts'
export { defaultCapacity, openPool, type PoolOptions } from './pool.ts'
export { probe, type Probe } from './probe.ts'
export { LABS_UID } from './sandbox.ts'
