/** The command line of a template: shell, uid, bubblewrap, interpreter. Pure: options in, arguments out. */
import { existsSync, lstatSync, readlinkSync } from 'node:fs'
import type { LabPaths, Mount } from './paths.ts'

/** The uid that owns the labs when the server is started as root. */
export const LABS_UID = 64_001

/** Descriptors of a template, as in WIRE.md. */
export const FD = { control: 3, filter: 4, channels: 5 } as const

/**
 * Placeholder script path: never opened. A forked run overwrites it in memory with the path of the
 * learner's file, so it must be longer than any path.
 */
const PLACEHOLDER = `/${'_'.repeat(2_000)}`

/** What a program finds in its environment, and PYTHONPATH with the boot folder in front. */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HOME: '/home/learner',
  LANG: 'C.UTF-8',
  PYTHONUNBUFFERED: '1',
  // With the soft stack limit below, what lets 57 threads start under the data limit instead of 19.
  MALLOC_ARENA_MAX: '2',
}

export interface SandboxOptions {
  readonly paths: LabPaths
  /** Further folders that every lab sees read-only. */
  readonly mounts: readonly Mount[]
  /** Set when we are root: who the labs are. */
  readonly uid: number | undefined
  /** The user namespace to be in, where each lab can be a user of its own: its file. */
  readonly users?: string | undefined
  /** Control groups that the template enters, each by the file it is to be written to. */
  readonly groups?: readonly string[] | undefined
}

/** The program and arguments which start a template, or `probe` instead of the interpreter. */
export function sandboxCommand(options: SandboxOptions, inside?: readonly string[]): string[] {
  const { paths } = options
  return [
    ...prepared(options),
    ...[...become(options), paths.bwrap],
    ...[...apart(options), '--die-with-parent', '--new-session'],
    ...['--hostname', 'tmpl', '--ro-bind', '/usr', '/usr', ...systemLinks()],
    ...[
      '--proc',
      '/proc',
      '--dev',
      '/dev',
      '--dir',
      '/tmp',
      '--dir',
      '/home/learner',
      '--dir',
      '/opt',
    ],
    ...['--remount-ro', '/dev', '--ro-bind', `${paths.supervisor}/etc`, '/etc'],
    ...['--ro-bind', paths.supervisor, '/opt/lab'],
    ...(paths.python === undefined ? [] : ['--ro-bind', paths.python, '/opt/python']),
    ...(paths.system === undefined ? [] : ['--ro-bind', paths.system, '/opt/system']),
    ...options.mounts.flatMap((_, index) => [
      '--ro-bind',
      sourceOf(options, index),
      mountPoint(index),
    ]),
    ...['--remount-ro', '/', '--clearenv'],
    ...Object.entries(environment(paths)).flatMap(([name, value]) => ['--setenv', name, value]),
    ...[...rights(options), '--chdir', '/', '--seccomp', `${FD.filter}`, '--'],
    ...(inside ?? ['/usr/bin/python3', PLACEHOLDER]),
  ]
}

/** From root to the labs' owner. */
function become({ uid, users }: SandboxOptions): string[] {
  if (users !== undefined) return ['/usr/bin/nsenter', `--user=${users}`, '--']
  if (uid === undefined) return []
  return ['/usr/bin/setpriv', '--reuid', `${uid}`, '--regid', `${uid}`, '--clear-groups', '--']
}

/** The namespaces of a template; that of users is its own, or the one it shares with other templates. */
function apart({ users }: SandboxOptions): string[] {
  if (users === undefined)
    return ['--unshare-all', '--unshare-user', '--uid', '1000', '--gid', '1000']
  return ['ipc', 'pid', 'net', 'uts', 'cgroup-try'].map((kind) => `--unshare-${kind}`)
}

/** None; where labs have users of their own, what it takes to make one of it another user and to end it. */
function rights({ users }: SandboxOptions): string[] {
  const kept = users === undefined ? [] : ['CAP_SETUID', 'CAP_SETGID', 'CAP_KILL']
  return ['--cap-drop', 'ALL', ...kept.flatMap((name) => ['--cap-add', name])]
}

/** More likely than the server to be killed when memory runs out; stack size of threads. */
const PREPARE = '{ echo 500 > /proc/self/oom_score_adj; } 2>/dev/null; ulimit -S -s 2048; exec "$@"'

/**
 * Shell first: it ends by becoming the rest of the command. As root, folders to be mounted are shown at
 * a place that the labs' uid can enter, in a mount namespace that only this template has.
 */
function prepared({ mounts, uid, groups = [] }: SandboxOptions): string[] {
  const enter = groups.map(() => 'echo 0 > "$1" && shift || exit 1; ').join('')
  if (uid === undefined || mounts.length === 0)
    return ['/bin/sh', '-c', `${enter}${PREPARE}`, 'sh', ...groups]
  const binds = mounts.map(
    (_, index) =>
      `mkdir "${NEUTRAL}/${index}" && mount --bind "$1" "${NEUTRAL}/${index}" && shift || exit 1;`,
  )
  const script = `mkdir -p ${NEUTRAL} && mount -t tmpfs -o mode=755,size=64k none ${NEUTRAL} || exit 1; ${binds.join(' ')} ${enter}${PREPARE}`
  const sources = mounts.map(({ from }) => from)
  return ['/usr/bin/unshare', '--mount', '--', '/bin/sh', '-c', script, 'sh', ...sources, ...groups]
}

const NEUTRAL = '/run/backchannel/mount'

function sourceOf({ mounts, uid }: SandboxOptions, index: number): string {
  return uid === undefined ? (mounts[index]?.from ?? '') : `${NEUTRAL}/${index}`
}

/** Where the outer sandbox shows mount number `index`; labs bind it from there to its place. */
export function mountPoint(index: number): string {
  return `/opt/mount/${index}`
}

function environment(paths: LabPaths): Record<string, string> {
  const packages = paths.python === undefined ? '' : ':/opt/python'
  return { ...ENVIRONMENT, PYTHONPATH: `/opt/lab/boot${packages}` }
}

/** Debian's and Ubuntu's /bin, /lib and their like are links into /usr; the same ones inside. */
function systemLinks(): string[] {
  return ['/bin', '/sbin', '/lib', '/lib64', '/lib32'].flatMap((link) =>
    existsSync(link) && lstatSync(link).isSymbolicLink()
      ? ['--symlink', readlinkSync(link), link]
      : [],
  )
}

/** redis-server as seen inside, and its environment. */
export function brokerInside(paths: LabPaths): { program: string; env: Record<string, string> } {
  const { system, redisServer } = paths
  if (system === undefined || !redisServer.startsWith(`${system}/`)) {
    return { program: redisServer, env: {} }
  }
  return {
    program: `/opt/system${redisServer.slice(system.length)}`,
    env: { LD_LIBRARY_PATH: libraries('/opt/system') },
  }
}

/** Environment for a program of `system` started outside of a lab, bubblewrap itself. */
export function hostEnvironment(paths: LabPaths): Record<string, string> {
  const { system, bwrap } = paths
  if (system === undefined || !bwrap.startsWith(`${system}/`)) return {}
  return { LD_LIBRARY_PATH: libraries(system) }
}

function libraries(root: string): string {
  const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'
  return `${root}/usr/lib/${triplet}:${root}/lib/${triplet}`
}
