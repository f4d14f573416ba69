/** System call numbers the filters name, per architecture; from the kernel's uapi headers (unistd_64.h, asm-generic). */

/** `[x64, arm64]`; -1 where the architecture has no such call. */
const TABLE = {
  clone3: [435, 435],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  bpf: [321, 280],
  userfaultfd: [323, 282],
  io_setup: [206, 0],
  memfd_create: [319, 279],
  keyctl: [250, 219],
  add_key: [248, 217],
  request_key: [249, 218],
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  kcmp: [312, 272],
  pidfd_getfd: [438, 438],
  process_madvise: [440, 440],
  perf_event_open: [298, 241],
  unshare: [272, 97],
  setns: [308, 268],
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  create_module: [174, -1],
  query_module: [178, -1],
  get_kernel_syms: [177, -1],
  reboot: [169, 142],
  swapon: [167, 224],
  swapoff: [168, 225],
  acct: [163, 89],
  quotactl: [179, 60],
  quotactl_fd: [443, 443],
  syslog: [103, 116],
  iopl: [172, -1],
  ioperm: [173, -1],
  modify_ldt: [154, -1],
  personality: [135, 92],
  memfd_secret: [447, 447],
  shmget: [29, 194],
  shmat: [30, 196],
  shmctl: [31, 195],
  shmdt: [67, 197],
  msgget: [68, 186],
  msgsnd: [69, 189],
  msgrcv: [70, 188],
  msgctl: [71, 187],
  semget: [64, 190],
  semop: [65, 193],
  semctl: [66, 191],
  semtimedop: [220, 192],
  mq_open: [240, 180],
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  fanotify_init: [300, 262],
  fanotify_mark: [301, 263],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  adjtimex: [159, 171],
  clock_adjtime: [305, 266],
  sethostname: [170, 161],
  setdomainname: [171, 162],
  lookup_dcookie: [212, 18],
  uselib: [134, -1],
  ustat: [136, -1],
  sysfs: [139, -1],
  vhangup: [153, 58],
  move_pages: [279, 239],
  migrate_pages: [256, 238],
  nfsservctl: [180, 42],
  _sysctl: [156, -1],
  clone: [56, 220],
  ioctl: [16, 29],
  fcntl: [72, 25],
  setsockopt: [54, 208],
  inotify_init: [253, -1],
  inotify_init1: [294, 26],
  socket: [41, 198],
  socketpair: [53, 199],
} as const

export type Call = keyof typeof TABLE
/** All that the filters may name. */
export const CALLS = Object.keys(TABLE) as readonly Call[]
export type Arch = 'x64' | 'arm64'

/** AUDIT_ARCH_* of each, as seccomp sees it. */
export const AUDIT_ARCH: Record<Arch, number> = { x64: 0xc000003e, arm64: 0xc00000b7 }

/** The first number nobody has reviewed: it and all later ones do not exist in a lab. */
export const FIRST_UNREVIEWED = 449

/** Undefined: this architecture has no such call. */
export function numberOf(call: Call, arch: Arch): number | undefined {
  const number = TABLE[call][arch === 'x64' ? 0 : 1]
  return number === -1 ? undefined : number
}

/** For `process.arch`; undefined where no filter exists, and so no lab. */
export function archOf(name: string): Arch | undefined {
  return name === 'x64' || name === 'arm64' ? name : undefined
}
