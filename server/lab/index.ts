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
  ThreadState,
  Ticket,
  Traffic,
  Visited,
  VisitSpec,
} from './lab.ts'
export { monotonicMs } from './clock.ts'
export type { LabPaths, Mount } from './paths.ts'
export type { TemplateProcess } from './process.ts'
export { Template } from './template.ts'
export { readVersions } from './versions.ts'
export { limitReason, SERVER_LIMITS } from './limits.ts'
export { openPool, type PoolOptions } from './pool.ts'
export { openPlainPool } from './plainPool.ts'
export { lookForFence } from './fence/fence.ts'
export { probe, type Probe } from './probe.ts'
export { tryUsers } from './users.ts'
export { LABS_UID } from './sandbox.ts'
