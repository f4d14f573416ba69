/**
 * Each layer taken away, as an edit of the source, with the attacks that then succeed.
 *
 * No switch in the product does this: a copy of the tree is edited and started. An edit whose text is no
 * longer there, once, fails its test.
 */
import type { Layer } from './layers.ts'

export interface Edit {
  /** Relative to the project. */
  readonly file: string
  readonly from: string
  readonly to: string
}

export interface Ablation {
  readonly layer: Layer
  /** What the edits take away, in words. */
  readonly without: string
  readonly edits: readonly Edit[]
  /** Names of attacks, one of which at least is no longer stopped. */
  readonly attacks: readonly string[]
}

const at =
  (file: string) =>
  (from: string, to: string): Edit => ({ file, from, to })
const lab = at('server/lab/supervisor/lab.py')
const program = at('server/lab/supervisor/program.py')
const namespace = at('server/lab/supervisor/namespace.py')
const broker = at('server/lab/supervisor/broker.py')
const watch = at('server/lab/supervisor/watch.py')
const redis = at('server/lab/supervisor/etc/redis.conf')
const seccomp = at('server/lab/seccomp.ts')
const knobs = at('server/lab/fence/knobs.ts')
const sandbox = at('server/lab/sandbox.ts')

const oneUser = at('server/lab/pool.ts')(
  'this.#users = await openUsers(shown(this.#options.paths))',
  'await Promise.resolve([openUsers, shown])',
)

export const ABLATIONS: readonly Ablation[] = [
  {
    layer: 'own uid',
    without: 'all labs are one user',
    edits: [oneUser],
    attacks: ['shared-uid/descriptors-on-their-way', 'shared-uid/pages-of-pipes'],
  },
  {
    layer: 'pid namespace',
    without: 'a run has the pids of its lab',
    edits: [namespace('        syscalls.unshare(syscalls.NEWPID)\n', '')],
    attacks: ['escape/kill-everything', 'escape/processes', 'escape/daemon'],
  },
  {
    layer: 'uts namespace',
    without: 'a lab has the name of the machine',
    edits: [
      sandbox("'--hostname', 'tmpl', ", ''),
      sandbox("'uts', ", ''),
      lab('    | syscalls.NEWUTS\n', ''),
      lab('    syscalls.set_host_name(b"lab")\n', ''),
    ],
    attacks: ['escape/host-name'],
  },
  {
    layer: 'own terminals',
    without: 'runs share the terminals of the template',
    edits: [program('    syscalls.mount("devpts", "/dev/pts", flags, ptys)\n', '    del ptys\n')],
    attacks: ['resources/terminals'],
  },
  {
    layer: 'read-only root',
    without: 'a lab’s root can be written',
    edits: [lab('    syscalls.remount_read_only("/")\n', '')],
    attacks: ['escape/write-outside'],
  },
  {
    layer: 'own root',
    without: 'folders of the project are bound as they are',
    edits: [
      lab(
        '    try:\n        # The second layer',
        '    return False\n    try:\n        # The second layer',
      ),
    ],
    attacks: ['escape/where-it-lies'],
  },
  {
    layer: 'undumpable init',
    without: 'the run’s first process may be looked into',
    edits: [
      program('        syscalls.set_dumpable(False)\n', '        syscalls.set_dumpable(True)\n'),
    ],
    attacks: ['escape/init-files', 'escape/forged-report'],
  },
  {
    layer: 'no capabilities',
    without: 'programs keep the supervisor’s capability',
    edits: [namespace('        syscalls.set_capabilities(0)\n', '')],
    attacks: ['escape/become-root'],
  },
  {
    layer: 'clean environment',
    without: 'the server’s environment goes on to the labs',
    edits: [
      at('server/lab/process.ts')(
        'env: hostEnvironment(options.paths),',
        'env: { ...hostEnvironment(options.paths), ...process.env },',
      ),
      sandbox(", '--clearenv']", ']'),
    ],
    attacks: ['escape/environment', 'template/memory'],
  },
  {
    layer: 'call filter',
    without: 'runs have the supervisor’s filter only',
    edits: [namespace('        self.config.filter.apply()\n', '')],
    attacks: ['resources/large-pipes', 'shared-uid/watches', 'resources/nameless-locks'],
  },
  {
    layer: 'call filter',
    without: 'no list of refused calls, in either filter',
    edits: [
      namespace('        self.config.filter.apply()\n', ''),
      seccomp('    ...deny(ABSENT, ENOSYS),\n', ''),
      seccomp('    ...deny(REFUSED, EPERM),\n', ''),
      seccomp('    ...terminalRules(of),\n', ''),
    ],
    attacks: ['escape/rings', 'escape/keyrings', 'escape/memory-tricks', 'escape/queues'],
  },
  {
    layer: 'foreign calls',
    without: 'calls by 32-bit numbers are let through',
    edits: [seccomp('    give(KILL_PROCESS),\n', '    give(ALLOW),\n')],
    attacks: ['escape/calls-of-32-bits'],
  },
  {
    layer: 'foreign calls',
    without: 'numbers that nobody reviewed are let through',
    edits: [seccomp('    ...when(JUMP_AT_LEAST, FIRST_UNREVIEWED, errno(ENOSYS)),\n', '')],
    attacks: ['escape/calls-to-come'],
  },
  {
    layer: 'socket families',
    without: 'all families are let through',
    edits: [seccomp('    ...familyRules(of, kind),\n', '')],
    attacks: ['escape/socket-families', 'escape/netlink'],
  },
  {
    layer: 'socket families',
    without: 'all protocols of a family are let through',
    edits: [seccomp("    ...(kind === 'run' ? protocolRules(of) : []),\n", '')],
    attacks: ['escape/rare-protocols'],
  },
  {
    layer: 'buffer rule',
    without: 'larger buffers are granted',
    edits: [seccomp('    ...bufferRule(of),\n', '')],
    attacks: ['resources/large-buffers'],
  },
  {
    layer: 'task limit',
    without: 'processes are not counted',
    edits: [program('    limit(NPROC=limits.tasks)\n', '')],
    attacks: ['resources/fork-bomb', 'resources/zombies'],
  },
  {
    layer: 'data limit',
    without: 'the memory of one process is bounded by its address space alone',
    edits: [program('limit(DATA=limits.data, ', 'limit(')],
    attacks: ['resources/memory-one'],
  },
  {
    layer: 'memory watch',
    without: 'nobody looks at the memory of all',
    edits: [watch('        if self._share > most:\n', '        if self._share > 100 * most:\n')],
    attacks: ['resources/memory-many', 'resources/memory-shared'],
  },
  {
    layer: 'memory fence',
    without: 'the kernel does not count a lab’s memory',
    edits: [
      knobs("  if (!controllers.includes('memory')) return\n", '  if (version > 0) return\n'),
    ],
    attacks: ['resources/many-mappings', 'template/supervisor-hoards'],
  },
  {
    layer: 'task fence',
    without: 'the kernel does not count a lab’s processes',
    edits: [knobs("  if (controllers.includes('pids')) set('pids.max', most.tasks)\n", '')],
    attacks: ['template/supervisor-multiplies'],
  },
  {
    layer: 'processor shares',
    without: 'a lab has as much of the processor as it has processes',
    edits: [
      at('server/lab/fence/hierarchies.ts')(
        "['memory', 'pids', 'cpu'] as const",
        "['memory', 'pids'] as const",
      ),
    ],
    attacks: ['resources/processor-of-others'],
  },
  {
    layer: 'socket watch',
    without: 'nobody counts sockets',
    edits: [watch('        self._look_at_sockets()\n', '')],
    attacks: ['resources/many-sockets'],
  },
  {
    layer: 'lock watch',
    without: 'nobody counts locks',
    edits: [watch('        self._look_at_locks(pids, now)\n', '')],
    attacks: ['resources/many-locks'],
  },
  {
    layer: 'file limits',
    without: 'the server’s own limits of signals, cores and locked memory hold',
    edits: [
      program('    limit_nothing_left(limits.pendingSignals)\n', ''),
      program(' NOFILE=limits.openFiles,', ''),
    ],
    attacks: ['resources/queued-signals', 'resources/open-files', 'resources/core-dump'],
  },
  {
    layer: 'sized storage',
    without: 'storage has the kernel’s own size',
    edits: [lab('f"size={space.bytes},nr_inodes={space.files},mode=755"', '"mode=755"')],
    attacks: ['resources/files'],
  },
  {
    layer: 'time and stop',
    without: 'Stop ends by a signal that can be ignored',
    edits: [
      at('server/lab/supervisor/run.py')(
        'os.kill(self.init, signal.SIGKILL)',
        'os.kill(self.init, signal.SIGTERM)',
      ),
    ],
    attacks: ['resources/giants', 'resources/stops-itself'],
  },
  {
    layer: 'idle scheduling',
    without: 'programs are scheduled like everybody',
    edits: [program('    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))\n', '')],
    attacks: ['resources/priority'],
  },
  {
    layer: 'file placing',
    without: 'a folder that cannot be entered is left as it is',
    edits: [
      at('server/lab/supervisor/files.py')(
        '    if not stat.S_ISDIR(state.st_mode):\n',
        '    if False:\n',
      ),
    ],
    attacks: ['escape/folder-replaced'],
  },
  {
    layer: 'message schema',
    without: 'names of files are taken as they are',
    edits: [
      at('server/session/files.ts')(
        'export function isPlain(path: string): boolean {\n',
        'export function isPlain(path: string): boolean {\n  if (path !== "?") return true\n',
      ),
    ],
    attacks: ['protocol/file-names'],
  },
  {
    layer: 'message schema',
    without: 'all of a message is made, whatever it is made of',
    edits: [at('server/session/connection.ts')('  if (!isModest(text)) return undefined\n', '')],
    attacks: ['protocol/many-signs'],
  },
  {
    layer: 'message schema',
    without: 'a file is cut into all of its lines to find one',
    edits: [
      at('server/session/lines.ts')(
        '  if (line > MOST_LINES) return undefined\n',
        "  if (line !== 0) return text.split('\\n')[line - 1]\n  if (line > MOST_LINES) return undefined\n",
      ),
    ],
    attacks: ['protocol/file-of-lines'],
  },
  {
    layer: 'redis commands',
    without: 'every command is allowed',
    edits: [
      redis(
        ' -shutdown -debug -module -save -bgsave -bgrewriteaof -replicaof -slaveof -psync -sync -replconf -failover -cluster -migrate -acl +acl|whoami +acl|cat +acl|list +acl|help -client|pause -client|no-evict',
        '',
      ),
    ],
    attacks: ['redis/ending-it', 'redis/another-master', 'redis/loading-code'],
  },
  {
    layer: 'redis limits',
    without: 'Redis has no limits of its own',
    edits: [
      redis('maxmemory 32mb\n', ''),
      redis('maxmemory-clients 16mb\n', ''),
      redis('proto-max-bulk-len 8mb\n', ''),
      broker('DATA=limits.data, AS=limits.address, ', ''),
    ],
    attacks: ['redis/much-data', 'redis/huge-value', 'redis/half-queries'],
  },
  {
    layer: 'redis replaced',
    without: 'nobody asks Redis before a run',
    edits: [
      broker(
        '        patience_s = patience_ms / 1000\n',
        '        return\n        patience_s = patience_ms / 1000\n',
      ),
    ],
    attacks: ['redis/endless-script', 'redis/locked-out'],
  },
  {
    layer: 'redis confined',
    without: 'Redis may save, where programs write',
    edits: [
      redis(' -save -bgsave -bgrewriteaof', ''),
      redis('dir /\n', 'dir /tmp\n'),
      broker('        syscalls.unmount("/tmp")\n', ''),
    ],
    attacks: ['redis/writing-to-disk'],
  },
  {
    layer: 'server timer',
    without: 'nobody but the supervisor keeps the time of a run',
    edits: [at('server/lab/liveRun.ts')('      else this.#parts.overdue()\n', '')],
    attacks: ['template/supervisor-frozen'],
  },
  {
    layer: 'frame bounds',
    without: 'the list of a program’s threads is walked to its end',
    edits: [at('server/lab/supervisor/stack.py')('for _ in range(_MOST_THREADS):', 'while True:')],
    attacks: ['supervisor/rings-in-memory'],
  },
]

/** Layers that no edit takes away, and why. */
export const KEPT: Partial<Record<Layer, string>> = {
  'user namespace': 'all other namespaces are made in it',
  'mount namespace':
    'what is in a lab is what was put there: nothing is hidden, so nothing can be uncovered',
  'net namespace': 'without it a lab does not start: it may not set the machine’s network',
  'ipc namespace': 'the call filter refuses what it separates',
  'no new privileges': 'the kernel asks for it before it takes a filter',
  'closed descriptors': 'without it no run is seen to begin: ends of its own pipes stay open',
  'output bounds': 'tests of the session hold what is kept of output',
  'relay bounds': 'tests of the relay hold what is passed on',
  'lab renewed': 'tests of the pool and the session hold what a learner is told',
}
