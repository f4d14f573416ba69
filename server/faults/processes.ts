/** The server's processes as the host sees them: which one is a lab's supervisor, its Redis, the progress Redis. */
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, readlinkSync, statSync } from 'node:fs'

interface Row {
  readonly pid: number
  readonly parent: number
  readonly args: string
}

function table(): Row[] {
  const text = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { maxBuffer: 1e8 }).toString()
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, args = ''] = /^ *(\d+) +(\d+) (.*)$/.exec(line) ?? []
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), args }]
  })
}

/** The parts of one lab: the process that leads its programs, its Redis, and all of them. */
export interface LabProcesses {
  readonly supervisor: number
  readonly redis: number
  readonly all: readonly number[]
}

/** The labs of server `pid` in which a program called `file` runs. A lab's first process is a child of a template. */
export function labsRunning(file: string, pid: number): LabProcesses[] {
  const rows = table()
  const below = (top: number): Row[] =>
    rows.filter(({ parent }) => parent === top).flatMap((row) => [row, ...below(row.pid)])
  const templates = below(pid).filter(
    ({ args, parent }) =>
      args.includes('python3 ') &&
      rows.some((row) => row.pid === parent && row.args.includes('bwrap')),
  )
  const firsts = templates
    .filter(({ args }) => !args.includes('bwrap'))
    .flatMap((template) => rows.filter(({ parent }) => parent === template.pid))
  return firsts.flatMap((first) => {
    const all = [first, ...below(first.pid)]
    const redis = all.find(({ args }) => args.startsWith('redis-server '))
    if (redis === undefined || !all.some(({ args }) => args.endsWith(` ${file}`))) return []
    return [{ supervisor: first.pid, redis: redis.pid, all: all.map((row) => row.pid) }]
  })
}

/** What the kernel ends with the server, outside of any sandbox: by the parent's death, or since its input ends. */
const BOUND = [/\bbwrap .*--die-with-parent\b/, /\bredis\.sock\b/, /^cat$/]

/** Processes of server `pid` that the kernel would not end with it, as their arguments: in no pid namespace of a sandbox. */
export function notBound(pid: number): string[] {
  const rows = table()
  const below = (top: number): Row[] =>
    rows.filter(({ parent }) => parent === top).flatMap((row) => [row, ...below(row.pid)])
  const own = namespaceOf(pid)
  return below(pid)
    .filter((row) => namespaceOf(row.pid) === own)
    .map(({ args }) => args)
    .filter((args) => !BOUND.some((one) => one.test(args)) && !args.includes('esbuild --service'))
}

/** Undefined when it is gone. */
function namespaceOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`)
  } catch {
    return undefined
  }
}

/** The Redis that keeps progress for server `pid`. */
export function progressRedis(pid: number): number | undefined {
  return table().find(({ parent, args }) => parent === pid && args.includes('redis.sock'))?.pid
}

/** Bytes of memory that a process has now. */
export function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024
}

/** How many descriptors a process has open. */
export function descriptorsOf(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length
}

/** Leaves a running process `free` more descriptors, or as many as it began with. */
export function leaveDescriptors(pid: number, free: number | 'all'): void {
  const taken = new Set(readdirSync(`/proc/${pid}/fd`).map(Number))
  let most = 0
  // The limit is one of numbers: those below it that are not taken are free.
  for (let left = free === 'all' ? 0 : free; left > 0; most += 1) if (!taken.has(most)) left -= 1
  const { uid, gid } = statSync(`/proc/${pid}`)
  const hard = /^Max open files +\d+ +(\d+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))?.[1]
  const order = ['prlimit', '--pid', `${pid}`, `--nofile=${free === 'all' ? hard : most}:`]
  // As the user that it is: root's rights may not suffice.
  const owner = ['setpriv', '--reuid', `${uid}`, '--regid', `${gid}`, '--clear-groups']
  const [file = '', ...args] = process.getuid?.() === 0 ? [...owner, ...order] : order
  execFileSync(file, args)
}
