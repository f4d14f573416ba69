/**
 * The two system call filters as classic BPF: `lab` (template and supervisors), `run` (learner's code and its Redis).
 *
 * A deny-list that stays closed for calls nobody has reviewed. Every rule loads what it tests and ends by
 * loading the call's number again, so that rules may stand in any order and no jump crosses another rule.
 */
import { AUDIT_ARCH, FIRST_UNREVIEWED, numberOf, type Arch, type Call } from './syscalls.ts'

export type FilterKind = 'lab' | 'run'

const EPERM = 1
const ENOSYS = 38
const ENOPROTOOPT = 92
const EPROTONOSUPPORT = 93
const EAFNOSUPPORT = 97

const ALLOW = 0x7fff0000
const KILL_PROCESS = 0x80000000
const errno = (code: number): number => 0x00050000 | code

/** Libraries fall back when these do not exist. */
const ABSENT: readonly Call[] = [
  'clone3',
  'io_uring_setup',
  'io_uring_enter',
  'io_uring_register',
  'bpf',
  'userfaultfd',
  // Its events are counted for the whole machine: one lab could take them all.
  'io_setup',
  'memfd_create',
  'keyctl',
  'add_key',
  'request_key',
]

/** A supervisor needs these to build a lab and its runs; no run does. */
const BUILDING: readonly Call[] = [
  'unshare',
  'setns',
  'mount',
  'umount2',
  'pivot_root',
  'sethostname',
]

const REFUSED: readonly Call[] = [
  ...(['ptrace', 'process_vm_readv', 'process_vm_writev', 'kcmp', 'pidfd_getfd'] as const),
  ...(['process_madvise', 'perf_event_open', 'chroot', 'open_tree', 'move_mount'] as const),
  ...(['fsopen', 'fsconfig', 'fsmount', 'fspick', 'mount_setattr', 'kexec_load'] as const),
  ...(['kexec_file_load', 'init_module', 'finit_module', 'delete_module'] as const),
  ...(['create_module', 'query_module', 'get_kernel_syms', 'reboot', 'swapon', 'swapoff'] as const),
  ...(['acct', 'quotactl', 'quotactl_fd', 'syslog', 'iopl', 'ioperm', 'modify_ldt'] as const),
  ...(['personality', 'memfd_secret'] as const),
  // System V and POSIX queues hold memory that belongs to no process.
  ...(['shmget', 'shmat', 'shmctl', 'shmdt', 'msgget', 'msgsnd', 'msgrcv', 'msgctl'] as const),
  ...(['semget', 'semop', 'semctl', 'semtimedop', 'mq_open'] as const),
  ...(['name_to_handle_at', 'open_by_handle_at', 'fanotify_init', 'fanotify_mark'] as const),
  ...(['settimeofday', 'clock_settime', 'adjtimex', 'clock_adjtime', 'setdomainname'] as const),
  ...(['lookup_dcookie', 'uselib', 'ustat', 'sysfs', 'vhangup', 'move_pages'] as const),
  ...(['migrate_pages', 'nfsservctl', '_sysctl'] as const),
]

/** CLONE_NEW* and CLONE_NEWTIME. */
const NEW_NAMESPACES = 0x7e020080
const CLONE_FILES = 0x400
const CLONE_THREAD = 0x10000

const LOAD = 0x20
const JUMP_EQUAL = 0x15
const JUMP_AT_LEAST = 0x35
const JUMP_ANY_BIT = 0x45
const RETURN = 0x06
const AND = 0x54

/** Offsets in `struct seccomp_data`. */
const NUMBER = 0
const ARCH = 4
/** The low 32 bits: a 64-bit compare let TIOCSTI with high bits through once (CVE-2019-10063). */
const argument = (index: number): number => 16 + 8 * index

interface Instruction {
  readonly code: number
  readonly yes: number
  readonly no: number
  readonly value: number
}

const load = (offset: number): Instruction => ({ code: LOAD, yes: 0, no: 0, value: offset })
const give = (value: number): Instruction => ({ code: RETURN, yes: 0, no: 0, value })
/** Goes on `yes` or `no` instructions further. */
const jump = (test: number, value: number, [yes, no]: readonly [number, number]): Instruction => ({
  code: test,
  yes,
  no,
  value,
})
/** Returns `result` when the test holds, else goes on. */
const when = (code: number, value: number, result: number): Instruction[] => [
  jump(code, value, [0, 1]),
  give(result),
]

/** Runs `body` for one call only, then loads the number again for the rules that follow. */
function forCall(number: number | undefined, body: readonly Instruction[]): Instruction[] {
  if (number === undefined) return []
  const whole = [...body, load(NUMBER)]
  return [jump(JUMP_EQUAL, number, [0, whole.length]), ...whole]
}

/** The filter as bytes of `struct sock_filter`, what bubblewrap and `seccomp(2)` read. */
export function filter(kind: FilterKind, arch: Arch): Buffer {
  const of = (call: Call): number | undefined => numberOf(call, arch)
  const deny = (calls: readonly Call[], code: number): Instruction[] =>
    calls.flatMap((call) => {
      const number = of(call)
      return number === undefined ? [] : when(JUMP_EQUAL, number, errno(code))
    })
  return assemble([
    load(ARCH),
    jump(JUMP_EQUAL, AUDIT_ARCH[arch], [1, 0]),
    give(KILL_PROCESS),
    load(NUMBER),
    // x32 calls share the arch and carry this bit.
    ...when(JUMP_AT_LEAST, 0x40000000, errno(ENOSYS)),
    ...when(JUMP_AT_LEAST, FIRST_UNREVIEWED, errno(ENOSYS)),
    ...deny(ABSENT, ENOSYS),
    ...deny(REFUSED, EPERM),
    ...terminalRules(of),
    ...(kind === 'run' ? runRules(of, deny) : forCall(of('fcntl'), anyOf(1, [F_SETLEASE]))),
    ...familyRules(of, kind),
    ...(kind === 'run' ? protocolRules(of) : []),
    give(ALLOW),
  ])
}

type Numbers = (call: Call) => number | undefined

const F_SETLEASE = 1024
const F_NOTIFY = 1026
const F_SETPIPE_SZ = 1031
/** Locks that name no process: nobody could be ended for having too many. */
const [F_OFD_SETLK, F_OFD_SETLKW] = [37, 38]

function anyOf(index: number, values: readonly number[]): Instruction[] {
  return [
    load(argument(index)),
    ...values.flatMap((value) => when(JUMP_EQUAL, value, errno(EPERM))),
  ]
}

/** TIOCSTI types into a terminal, TIOCLINUX pastes into one. */
function terminalRules(of: Numbers): Instruction[] {
  return forCall(of('ioctl'), anyOf(1, [0x5412, 0x541c]))
}

function runRules(
  of: Numbers,
  deny: (calls: readonly Call[], code: number) => Instruction[],
): Instruction[] {
  return [
    ...deny(BUILDING, EPERM),
    ...forCall(of('clone'), [
      load(argument(0)),
      ...when(JUMP_ANY_BIT, NEW_NAMESPACES, errno(EPERM)),
      // A process that shares another's descriptors leaves locks behind that name nobody.
      { code: AND, yes: 0, no: 0, value: CLONE_FILES | CLONE_THREAD },
      ...when(JUMP_EQUAL, CLONE_FILES, errno(EPERM)),
    ]),
    ...forCall(
      of('fcntl'),
      anyOf(1, [F_SETLEASE, F_NOTIFY, F_SETPIPE_SZ, F_OFD_SETLK, F_OFD_SETLKW]),
    ),
    ...bufferRule(of),
    // 128 inotify instances per host uid: one lab could take them all.
    ...deny(['inotify_init', 'inotify_init1'], ENOSYS),
  ]
}

/** Says yes to larger socket buffers and does nothing: they are kernel memory that nobody is charged for. */
function bufferRule(of: Numbers): Instruction[] {
  const [SOL_SOCKET, SO_SNDBUF, SO_RCVBUF, SO_SNDBUFFORCE, SO_RCVBUFFORCE] = [1, 7, 8, 32, 33]
  return forCall(of('setsockopt'), [
    load(argument(1)),
    jump(JUMP_EQUAL, SOL_SOCKET, [0, 6]),
    load(argument(2)),
    jump(JUMP_EQUAL, SO_SNDBUF, [3, 0]),
    jump(JUMP_EQUAL, SO_RCVBUF, [2, 0]),
    jump(JUMP_EQUAL, SO_SNDBUFFORCE, [1, 0]),
    jump(JUMP_EQUAL, SO_RCVBUFFORCE, [0, 1]),
    give(errno(0)),
  ])
}

/**
 * Of IP only what programs speak: the kernel loads SCTP, DCCP and their like for whoever asks, and TLS, IPsec or MPTCP
 * below a socket are doors that lessons never open. ICMP and raw sockets are left to the kernel, which refuses them.
 */
function protocolRules(of: Numbers): Instruction[] {
  const [ANY, ICMP, TCP, UDP, ICMPV6, RAW] = [0, 1, 6, 17, 58, 255]
  const known = [ANY, ICMP, TCP, UDP, ICMPV6, RAW]
  const [TCP_ULP, UDP_ENCAP] = [31, 100]
  const refuse = (level: number, option: number): Instruction[] =>
    forCall(of('setsockopt'), [
      load(argument(1)),
      jump(JUMP_EQUAL, level, [0, 3]),
      load(argument(2)),
      ...when(JUMP_EQUAL, option, errno(ENOPROTOOPT)),
    ])
  return [
    ...forCall(of('socket'), [
      load(argument(2)),
      ...known.map((one, at) => jump(JUMP_EQUAL, one, [known.length - at, 0])),
      give(errno(EPROTONOSUPPORT)),
    ]),
    ...refuse(TCP, TCP_ULP),
    ...refuse(UDP, UDP_ENCAP),
  ]
}

/** Only UNIX, INET and INET6: network namespaces do not cover VSOCK and others. A supervisor may ask whose a socket is. */
function familyRules(of: Numbers, kind: FilterKind): Instruction[] {
  const [AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, NETLINK_SOCK_DIAG] = [1, 2, 10, 16, 4]
  const body = [
    load(argument(0)),
    jump(JUMP_EQUAL, AF_UNIX, [3, 0]),
    jump(JUMP_EQUAL, AF_INET, [2, 0]),
    jump(JUMP_EQUAL, AF_INET6, [1, 0]),
    give(errno(EAFNOSUPPORT)),
  ]
  const diag = [
    load(argument(0)),
    jump(JUMP_EQUAL, AF_NETLINK, [0, 3]),
    load(argument(2)),
    jump(JUMP_EQUAL, NETLINK_SOCK_DIAG, [0, 1]),
    give(ALLOW),
    ...body,
  ]
  return [
    ...forCall(of('socket'), kind === 'lab' ? diag : body),
    ...forCall(of('socketpair'), body),
  ]
}

function assemble(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8)
  program.forEach(({ code, yes, no, value }, index) => {
    bytes.writeUInt16LE(code, index * 8)
    bytes.writeUInt8(yes, index * 8 + 2)
    bytes.writeUInt8(no, index * 8 + 3)
    bytes.writeUInt32LE(value >>> 0, index * 8 + 4)
  })
  return bytes
}
