/** The filters through a BPF interpreter of our own over every call number, and through the kernel. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { filter, type FilterKind } from './seccomp.ts'
import { archOf, AUDIT_ARCH, numberOf, type Arch, type Call } from './syscalls.ts'

const ALLOW = 0x7fff0000
const KILL = 0x80000000
const errno = (code: number): number => 0x00050000 | code

interface Data {
  readonly nr: number
  readonly arch?: number
  readonly args?: readonly number[]
}

/** Runs classic BPF over `struct seccomp_data`; throws on what the kernel would not load. */
function judge(program: Buffer, of: Arch, { nr, arch = AUDIT_ARCH[of], args = [] }: Data): number {
  const data = Buffer.alloc(64)
  data.writeUInt32LE(nr >>> 0, 0)
  data.writeUInt32LE(arch, 4)
  args.forEach((value, index) => data.writeBigUInt64LE(BigInt(value), 16 + 8 * index))
  let accumulator = 0
  for (let at = 0; at < program.length / 8; at += 1) {
    const code = program.readUInt16LE(at * 8)
    const value = program.readUInt32LE(at * 8 + 4)
    const branch = (yes: boolean): number => program.readUInt8(at * 8 + (yes ? 2 : 3))
    if (code === 0x20) accumulator = data.readUInt32LE(value)
    else if (code === 0x06) return value
    else if (code === 0x15) at += branch(accumulator === value)
    else if (code === 0x35) at += branch(accumulator >= value)
    else if (code === 0x54) accumulator = (accumulator & value) >>> 0
    else if (code === 0x45) at += branch((accumulator & value) !== 0)
    else throw new Error(`instruction ${code}`)
  }
  throw new Error('fell off the end')
}

const kinds: readonly FilterKind[] = ['lab', 'run']
const archs: readonly Arch[] = ['x64', 'arm64']
const number = (call: Call, arch: Arch): number => numberOf(call, arch) ?? -1

describe.each(archs)('on %s', (arch) => {
  const programs = { lab: filter('lab', arch), run: filter('run', arch) }
  const of = (kind: FilterKind, call: Call, args: readonly number[] = []): number =>
    judge(programs[kind], arch, { nr: number(call, arch), args })

  it('every number has a verdict, and numbers nobody reviewed do not exist', () => {
    for (const kind of kinds) {
      const refused = Array.from({ length: 600 }, (_, nr) => judge(programs[kind], arch, { nr }))
      expect(refused.slice(449)).toEqual(Array.from({ length: 151 }, () => errno(38)))
      expect(
        refused.slice(0, 449).every((v) => [ALLOW, errno(1), errno(38), errno(97)].includes(v)),
      ).toBe(true)
      // A deny-list: most calls pass.
      expect(refused.filter((v) => v === ALLOW).length).toBeGreaterThan(300)
    }
  })

  it('a foreign architecture kills, x32 numbers do not exist', () => {
    const other = arch === 'x64' ? AUDIT_ARCH.arm64 : AUDIT_ARCH.x64
    expect(judge(programs.run, arch, { nr: 0, arch: other })).toBe(KILL)
    expect(judge(programs.run, arch, { nr: 0, arch: 0x40000003 })).toBe(KILL)
    expect(judge(programs.run, arch, { nr: 0x40000000 })).toBe(errno(38))
    expect(judge(programs.run, arch, { nr: -1 })).toBe(errno(38))
  })

  it('only a supervisor may build namespaces and mounts', () => {
    for (const call of ['unshare', 'setns', 'mount', 'umount2', 'pivot_root'] as const) {
      expect(of('lab', call)).toBe(ALLOW)
      expect(of('run', call)).toBe(errno(1))
    }
    for (const flag of [0x10000000, 0x20000, 0x20000000, 0x40000000, 0x80]) {
      expect(of('run', 'clone', [flag])).toBe(errno(1))
      expect(of('lab', 'clone', [flag])).toBe(ALLOW)
    }
    expect(of('run', 'clone', [0x3d0f00])).toBe(ALLOW)
    // What `subprocess` does, and a process with the descriptors of another.
    expect(of('run', 'clone', [0x4111])).toBe(ALLOW)
    expect(of('run', 'clone', [0x411])).toBe(errno(1))
    expect(of('run', 'clone3')).toBe(errno(38))
  })

  it('looks at the low half of arguments only', () => {
    const high = 0x1_0000_0000
    expect(of('run', 'ioctl', [0, 0x5412])).toBe(errno(1))
    expect(of('run', 'ioctl', [0, high + 0x5412])).toBe(errno(1))
    expect(of('run', 'ioctl', [0, 0x541c])).toBe(errno(1))
    expect(of('run', 'ioctl', [0, 0x5413])).toBe(ALLOW)
    expect(of('run', 'socket', [high + 40])).toBe(errno(97))
  })

  it('knows three families of sockets', () => {
    for (const call of ['socket', 'socketpair'] as const) {
      const allowed = Array.from({ length: 50 }, (_, family) => family).filter(
        (family) => of('run', call, [family]) === ALLOW,
      )
      expect(allowed).toEqual([1, 2, 10])
    }
  })

  it('lets a supervisor, and no run, ask the kernel whose a socket is', () => {
    expect(of('lab', 'socket', [16, 3, 4])).toBe(ALLOW)
    expect(of('lab', 'socket', [16, 3, 0])).toBe(errno(97))
    expect(of('lab', 'socketpair', [16, 3, 4])).toBe(errno(97))
    expect(of('lab', 'socket', [40, 3, 4])).toBe(errno(97))
    expect(of('run', 'socket', [16, 3, 4])).toBe(errno(97))
  })

  it('knows TCP and UDP, and nothing below or beside them', () => {
    const allowed = Array.from({ length: 300 }, (_, protocol) => protocol).filter(
      (protocol) => of('run', 'socket', [2, 1, protocol]) === ALLOW,
    )
    expect(allowed).toEqual([0, 1, 6, 17, 58, 255])
    expect(of('run', 'socket', [2, 1, 262])).toBe(errno(93))
    expect(of('run', 'setsockopt', [5, 6, 31])).toBe(errno(92))
    expect(of('run', 'setsockopt', [5, 17, 100])).toBe(errno(92))
    expect([of('run', 'setsockopt', [5, 6, 1]), of('run', 'setsockopt', [5, 1, 31])]).toEqual([
      ALLOW,
      ALLOW,
    ])
    expect(of('run', 'socket', [40, 1, 262])).not.toBe(ALLOW)
  })

  it('grants larger socket buffers in words only', () => {
    for (const option of [7, 8, 32, 33]) {
      expect(of('run', 'setsockopt', [5, 1, option])).toBe(errno(0))
      expect(of('run', 'setsockopt', [5, 6, option])).toBe(ALLOW)
      expect(of('lab', 'setsockopt', [5, 1, option])).toBe(ALLOW)
    }
    expect(of('run', 'setsockopt', [5, 1, 2])).toBe(ALLOW)
  })

  it('refuses leases, larger pipes and watches to runs', () => {
    expect([1024, 1026, 1031, 37, 38].map((cmd) => of('run', 'fcntl', [1, cmd]))).toEqual(
      Array.from({ length: 5 }, () => errno(1)),
    )
    expect(of('run', 'fcntl', [1, 4])).toBe(ALLOW)
    expect(of('run', 'inotify_init1')).toBe(errno(38))
  })
})

const TRIAL = `
import ctypes, errno, json, socket, sys
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *args):
    return errno.errorcode[ctypes.get_errno()] if libc.syscall(number, *args) < 0 else "ok"
def family(f):
    try:
        socket.socket(f, socket.SOCK_STREAM).close()
        return "ok"
    except OSError as error:
        return errno.errorcode[error.errno]
n = json.loads(sys.argv[1])
print(json.dumps([
    *(call(n[name], 0, 0, 0, 0, 0) for name in ("ptrace", "keyctl", "io_uring_setup", "memfd_create", "shmget")),
    call(n["ioctl"], 0, ctypes.c_ulong(0x100005412), 0),
    family(socket.AF_NETLINK), family(40), family(socket.AF_INET), family(socket.AF_UNIX),
]))
`

describe('in the kernel', () => {
  it.each(kinds)('the %s filter loads and says what it should', (kind) => {
    const arch = archOf(process.arch)
    if (arch === undefined) throw new Error('no filter here')
    const folder = mkdtempSync(path.join(tmpdir(), 'filter-'))
    const file = path.join(folder, 'bpf')
    writeFileSync(file, filter(kind, arch))
    const names = ['ptrace', 'keyctl', 'io_uring_setup', 'memfd_create', 'shmget', 'ioctl'] as const
    const numbers = JSON.stringify(
      Object.fromEntries(names.map((name) => [name, number(name, arch)])),
    )
    const result = spawnSync(
      'bwrap',
      ['--ro-bind', '/', '/', '--seccomp', '3', '--', '/usr/bin/python3', '-c', TRIAL, numbers],
      { stdio: ['ignore', 'pipe', 'inherit', openSync(file, 'r')] },
    )
    rmSync(folder, { recursive: true })
    expect(JSON.parse(result.stdout.toString())).toEqual([
      ...['EPERM', 'ENOSYS', 'ENOSYS', 'ENOSYS', 'EPERM', 'EPERM'],
      ...['EAFNOSUPPORT', 'EAFNOSUPPORT', 'ok', 'ok'],
    ])
  })
})
