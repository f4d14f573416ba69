/** What a server costs its machine, and what else the machine does meanwhile. */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import type { ServerProcess } from '../test/serverProcess.ts'

/** Of the kernel's clock that processor time is counted in. */
const TICKS_PER_SECOND = 100

/** At one moment, seconds of processor time since each began. All processes are looked through for it. */
export interface Spent {
  readonly at: number
  readonly server: number
  readonly labs: number
  /** Our own process: all learners. */
  readonly learners: number
  readonly machine: number
}

/** Processors in use between two moments, on average. */
export interface Load {
  readonly server: number
  readonly labs: number
  readonly learners: number
  /** Whatever else ran: it is theirs, and not the server's, how fast anything was. */
  readonly others: number
  readonly processors: number
}

export function spentBy(server: ServerProcess): Spent {
  const { user, system } = process.cpuUsage()
  return {
    at: performance.now(),
    server: own(server.child.pid ?? 0),
    labs: server.family().reduce((sum, one) => sum + own(one) + reaped(one), 0),
    learners: (user + system) / 1e6,
    machine: busy(),
  }
}

export function loadBetween(from: Spent, to: Spent): Load {
  const seconds = (to.at - from.at) / 1_000
  const used = (of: 'server' | 'labs' | 'learners' | 'machine'): number =>
    Math.max(0, (to[of] - from[of]) / seconds)
  const ours = used('server') + used('labs') + used('learners')
  return {
    server: used('server'),
    labs: used('labs'),
    learners: used('learners'),
    others: Math.max(0, used('machine') - ours),
    processors: availableParallelism(),
  }
}

const own = (pid: number): number => seconds(pid, 11)
/** Of its children that have ended, which nobody else counts any more. */
const reaped = (pid: number): number => seconds(pid, 13)

/** Two fields of its `stat`, user and system, from the one after its name on; 0 when it is gone. */
function seconds(pid: number, field: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[field]) + Number(fields[field + 1])) / TICKS_PER_SECOND
  } catch {
    return 0
  }
}

/** Of all processors since the machine began, idle time left out. */
function busy(): number {
  const [line = ''] = readFileSync('/proc/stat', 'latin1').split('\n', 1)
  const [user = 0, nice = 0, system = 0, , , irq = 0, soft = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return (user + nice + system + irq + soft) / TICKS_PER_SECOND
}
