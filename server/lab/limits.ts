/** Every cap of a lab as data: what the supervisor enforces, and the rows a learner reads before meeting one. */
import type { EndReason, LimitRow } from '../protocol/index.ts'

const KB = 1024
const MB = 1024 * KB

/** Server side. Times in milliseconds. */
export const SERVER_LIMITS = {
  /** Wall time of one run. */
  wallMs: 600_000,
  /** How long runs go on without a learner connected. */
  awayMs: 300_000,
  /** Runs at once in one lab. */
  runs: 8,
  /** What the page keeps of one run's output, bytes; the middle is left out. */
  output: MB,
  /** Visits of apps at once in one lab, what is kept of a page, and how long one may wait: as long as a run. */
  visits: 8,
  page: 512 * KB,
  visitMs: 600_000,
  /** How much longer than its wall limit a run may live before the server kills the lab. */
  overdueMs: 5_000,
  /** Labs one template gives birth to before it is retired, and how old it may become. */
  labsPerTemplate: 64,
  templateAgeMs: 6 * 3_600_000,
  /** How long a template and a lab may take to be ready: beyond it they hang, also on a machine that is very busy. */
  templateStartMs: 60_000,
  labStartMs: 30_000,
} as const

/** Sent to the supervisor in its config; the names are those of WIRE.md. Bytes, milliseconds, counts. */
export const SUPERVISOR_LIMITS = {
  /** Processes and threads of a lab together, the lab's own included. */
  tasks: 64,
  /** PSS of the lab, its Redis included. */
  memory: 256 * MB,
  /** `used` of the lab's /proc/net/sockstat: socket buffers belong to no process. */
  sockets: 400,
  runs: SERVER_LIMITS.runs,
  /** One tmpfs of a lab holds home and /tmp; /dev/shm and /dev/pts are each run's own. */
  storage: { bytes: 16 * MB, files: 2_000 },
  shm: { bytes: 4 * MB, files: 200 },
  ptys: 8,
  /** Rlimits of a learner's process. */
  program: {
    data: 256 * MB,
    address: 1024 * MB,
    stack: 8 * MB,
    openFiles: 128,
    fileSize: 16 * MB,
    pendingSignals: 64,
  },
  /** Rlimits of the lab's Redis. */
  broker: { data: 128 * MB, address: 512 * MB, openFiles: 256, fileSize: MB },
  /** From Stop's SIGINT to SIGKILL. */
  graceMs: 2_000,
  /** Redis must answer a PING within this before a run, when no other run lives; its time anew while no processor is free for it. */
  hungMs: 200,
  /** A line without its end is shown after this silence, or beyond this size. */
  partialMs: 20,
  partialBytes: 64 * KB,
  /** Above this much unsent, the supervisor stops reading its programs' pipes. */
  unsent: 256 * KB,
  /** Typed input which a program has not read. */
  input: MB,
  /** Sampling, only while runs live. */
  memoryEveryMs: 50,
  activityEveryMs: 100,
} as const
/**
 * What the kernel keeps of a lab where the host has control groups: above what its own watch keeps, which
 * tells whom it ends, so that it is met by what the watch does not see or sees too late.
 */
export const FENCE_LIMITS = {
  /** What the kernel holds for a lab is counted, too. */
  memory: 320 * MB,
  /** Twice what programs may have, so that Redis and a run's first process start beside a fork bomb. */
  tasks: 2 * SUPERVISOR_LIMITS.tasks,
  /** How often the watch looks within the fence: when it looks at programs anyway. */
  memoryEveryMs: SUPERVISOR_LIMITS.activityEveryMs,
} as const
export type SupervisorLimits = typeof SUPERVISOR_LIMITS

const minutes = (ms: number): string => `${ms / 60_000} min`
const megabytes = (bytes: number): string => `${bytes / MB} MB`

/** The limits as shown on the page, most often met first. */
export const LIMIT_ROWS: readonly LimitRow[] = [
  {
    name: 'time',
    value: minutes(SERVER_LIMITS.wallMs),
    say: 'A program is ended after this long. Run it again to go on.',
  },
  {
    name: 'away',
    value: minutes(SERVER_LIMITS.awayMs),
    say: 'Programs go on this long while your page is closed or offline.',
  },
  {
    name: 'runs',
    value: `${SERVER_LIMITS.runs}`,
    say: 'Programs that can run at the same time.',
  },
  {
    name: 'memory',
    value: megabytes(SUPERVISOR_LIMITS.memory),
    say: 'Memory of all your programs and your Redis together; beyond it the biggest program is ended.',
  },
  {
    name: 'tasks',
    value: `${SUPERVISOR_LIMITS.tasks}`,
    say: 'Processes and threads together, Redis included; beyond it no new one can be started.',
  },
  {
    name: 'storage',
    value: `${megabytes(SUPERVISOR_LIMITS.storage.bytes)}, ${SUPERVISOR_LIMITS.storage.files.toLocaleString('en-US')} files`,
    say: 'What your programs can write in their home and /tmp; it lasts as long as your lab.',
  },
  {
    name: 'output',
    value: megabytes(SERVER_LIMITS.output),
    say: 'Output of one run that is kept; beyond it the middle is left out and the program runs on.',
  },
  {
    name: 'sockets',
    value: `${SUPERVISOR_LIMITS.sockets}`,
    say: 'Open sockets in your lab; beyond it the program is ended.',
  },
]

/** The value of a limit in words, for the reason of an ended run. `wallMs` is what this run was given. */
export function limitReason(
  name: Extract<EndReason, { type: 'limit' }>['name'] | 'full',
  wallMs: number = SERVER_LIMITS.wallMs,
): EndReason {
  switch (name) {
    case 'time':
      return {
        type: 'limit',
        name,
        value: wallMs % 60_000 === 0 ? minutes(wallMs) : `${wallMs / 1000} s`,
      }
    case 'away':
      return { type: 'limit', name, value: minutes(SERVER_LIMITS.awayMs) }
    case 'memory':
      return { type: 'limit', name, value: megabytes(SUPERVISOR_LIMITS.memory) }
    case 'full':
      return { type: 'limit', name: 'memory', value: megabytes(FENCE_LIMITS.memory) }
    case 'sockets':
      return { type: 'limit', name, value: `${SUPERVISOR_LIMITS.sockets} sockets` }
    case 'flood':
      return { type: 'limit', name, value: 'more output than can be shown' }
  }
}
