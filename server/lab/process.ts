/** Child processes of the lab: the only importer of node:child_process here. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { FD, hostEnvironment, LABS_UID, sandboxCommand, type SandboxOptions } from './sandbox.ts'
import { filter } from './seccomp.ts'
import { archOf } from './syscalls.ts'

/** A template's process with its sockets; nothing has been said to it yet. */
export interface TemplateProcess {
  readonly control: Socket
  /** By slot. */
  readonly channels: readonly Socket[]
  /** Resolves with one sentence on how it ended and what it last wrote to stderr. */
  readonly exited: Promise<string>
  /** SIGKILL: the sandbox, all of its labs and all their programs are gone. */
  kill(): void
}

export interface SpawnOptions extends Omit<SandboxOptions, 'uid'> {
  readonly slots: number
  /** Open files that follow the channels. */
  readonly descriptors?: readonly number[] | undefined
  /** Lines which the template writes to its stderr: ours, no learner can write there. */
  readonly log: (line: string) => void
}

/** As root the labs belong to an own uid; otherwise to ours. */
export function labsUid(): number | undefined {
  return process.getuid?.() === 0 ? LABS_UID : undefined
}

/** Starts bubblewrap with a template in it. Throws only when this architecture has no filter. */
export function spawnTemplate(options: SpawnOptions): TemplateProcess {
  const channels = Array.from({ length: options.slots }, () => 'pipe' as const)
  const more = [...channels, ...(options.descriptors ?? [])]
  const child = spawnInSandbox({ ...options, uid: labsUid() }, more)
  const exited = endOf(child, options.log)
  const control = socketOf(child, FD.control)
  const sockets = channels.map((_, slot) => socketOf(child, FD.channels + slot))
  // A template whose bubblewrap was killed ends as the server hangs up.
  child.on('exit', () => {
    control.end()
  })
  return { control, channels: sockets, exited, kill: () => void child.kill('SIGKILL') }
}

/** Runs `command` in the outer sandbox with the full flag set and filter: `undefined` when it ended well. */
export async function trySandbox(
  options: Omit<SandboxOptions, 'uid'>,
  command: readonly string[],
): Promise<string | undefined> {
  const child = spawnInSandbox({ ...options, uid: labsUid() }, [], command)
  const end = endOf(child, () => undefined)
  const sentence = await end
  return child.exitCode === 0 ? undefined : sentence
}

/** What a program prints about its version, or undefined when it cannot be started. */
export function versionOf(
  program: string,
  env: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, ['--version'], { env, stdio: ['ignore', 'pipe', 'ignore'] })
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
    child.on('error', () => {
      resolve(undefined)
    })
    child.on('close', () => {
      resolve(text.trim())
    })
  })
}

function spawnInSandbox(
  options: SandboxOptions,
  more: readonly ('pipe' | number)[],
  inside?: readonly string[],
): ChildProcess {
  const arch = archOf(process.arch)
  if (arch === undefined) throw new Error(`no system call filter for ${process.arch}`)
  const [program = '', ...args] = sandboxCommand(options, inside)
  const child = spawn(program, args, {
    env: hostEnvironment(options.paths),
    cwd: '/',
    // Its own session: Ctrl-C in our terminal is ours to hear, not bubblewrap's.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe', ...more],
  })
  if (!hasPipes(child)) {
    child.once('error', () => undefined)
    throw new Error('the server has no descriptor left for another template')
  }
  endRestWith(child)
  const filterPipe = socketOf(child, FD.filter)
  filterPipe.end(filter('lab', arch))
  return child
}

/**
 * Bubblewrap that is killed while it sets the sandbox up leaves its child, which is bound to it only at the end: one
 * that waits for a word of its parent is still of its group. One that is past this ends by itself.
 */
function endRestWith(bubblewrap: ChildProcess): void {
  bubblewrap.on('exit', () => {
    signalGroup(bubblewrap.pid, 'SIGKILL')
  })
}

/** Out of descriptors, Node gives a child that has no pipes at all, and says why a moment later. */
function hasPipes(child: { readonly stdio?: unknown }): boolean {
  return child.stdio !== undefined
}

function socketOf(child: ChildProcess, fd: number): Socket {
  const stream = child.stdio[fd]
  if (!(stream instanceof Socket)) throw new Error(`descriptor ${fd} of a template is no socket`)
  // A dead peer shows as the process's end; without a listener EPIPE would end the server.
  stream.on('error', () => undefined)
  return stream
}

/** Enough to name the cause, never a flood. */
const LOG_LINES = 200

function endOf(child: ChildProcess, log: (line: string) => void): Promise<string> {
  let last = ''
  let lines = 0
  const stderr: Readable | null = child.stderr
  if (stderr !== null) {
    createInterface({ input: stderr }).on('line', (line) => {
      last = line.slice(0, 1_000)
      lines += 1
      if (lines <= LOG_LINES) log(last)
    })
  }
  const drained = new Promise<void>((resolve) => stderr?.on('close', resolve) ?? resolve())
  // Not the event `close`: it waits for channels too, and one may be paused with output nobody reads.
  return new Promise((resolve) => {
    child.on('error', (error) => {
      resolve(error.message)
    })
    child.on('exit', (code, signal) => {
      const how = signal === null ? `status ${code ?? 'unknown'}` : signal
      void drained.then(() => {
        resolve(last === '' ? `ended with ${how}` : `ended with ${how}: ${last}`)
      })
    })
  })
}

/** A program without a sandbox, in a process group of its own; only for `--sandbox off`. */
export interface PlainProcess {
  readonly stdin: Writable
  readonly stdout: Readable
  readonly stderr: Readable
  /** Resolves when it has ended and all it printed was read; rejects when it cannot be started. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** To the whole group; nothing when it is gone. */
  signal(name: NodeJS.Signals): void
}

export interface PlainOptions {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

/** Lets the kernel end a plain program with the server, however that ends; Linux only. */
const SETPRIV = '/usr/bin/setpriv'

export function spawnPlain(command: readonly string[], options: PlainOptions): PlainProcess {
  const [program = '', ...args] = existsSync(SETPRIV)
    ? [SETPRIV, '--pdeathsig', 'KILL', ...command]
    : command
  const uid = labsUid()
  const who = uid === undefined ? {} : { uid, gid: uid }
  const child = spawn(program, args, { ...options, ...who, detached: true, stdio: 'pipe' })
  // The program may end before it has read its input.
  child.stdin.on('error', () => undefined)
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>(
    (resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code, signal) => {
        resolve({ code, signal })
      })
      // A grandchild that holds the pipes must not keep a program alive that has ended.
      child.on('exit', () => {
        signalGroup(child.pid, 'SIGKILL')
      })
    },
  )
  return {
    ...{ stdin: child.stdin, stdout: child.stdout, stderr: child.stderr, ended },
    signal: (name) => {
      signalGroup(child.pid, name)
    },
  }
}

function signalGroup(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, name)
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ESRCH'
    // EPERM is what macOS says of a group of zombies.
    const zombies = error instanceof Error && 'code' in error && error.code === 'EPERM'
    if (!gone && !zombies) throw error
  }
}
