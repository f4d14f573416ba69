/** Starts other programs for the commands: captured, or sharing the terminal. */
import { spawn } from 'node:child_process'
import type { SpawnOptions } from 'node:child_process'
import { constants } from 'node:os'
import { bind, Interrupted, interruptedStatus } from './interrupt.ts'

export interface Outcome {
  /** Exit status; 128 + n when signal n ended it, 127 when it could not be started. */
  readonly status: number
  /** Both streams as they came. */
  readonly printed: string
  /** Standard output alone. */
  readonly stdout: string
}

export interface CommandOptions extends Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'> {
  /** Must not be broken off: runs to its end, and is begun even when we were asked to end. */
  readonly whole?: true
}

function statusOf(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal])
}

/** Runs to the end and keeps what it printed; rejects with Interrupted alone. */
export function capture(
  command: readonly [string, ...string[]],
  options: CommandOptions = {},
): Promise<Outcome> {
  return collect(command, options, () => undefined)
}

/** As `capture`, and shows what it prints while it runs. */
export function tee(
  command: readonly [string, ...string[]],
  options: CommandOptions = {},
): Promise<Outcome> {
  return collect(command, options, (text) => void process.stdout.write(text))
}

function collect(
  command: readonly [string, ...string[]],
  { whole, ...options }: CommandOptions,
  show: (text: string) => void,
): Promise<Outcome> {
  if (whole !== true && interruptedStatus() !== undefined) return Promise.reject(new Interrupted())
  const { promise, resolve, reject } = settled<Outcome>()
  const [file, ...args] = command
  // A process group of its own: Ctrl-C is for us, who know what may be broken off.
  const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  bind(child, whole === true ? 'whole' : 'group')
  let printed = ''
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
    stdout += text
    show(text)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed += text
    show(text)
  })
  child.on('error', (error) => resolve({ status: 127, printed: error.message, stdout }))
  child.on('close', (code, signal) => {
    if (whole !== true && interruptedStatus() !== undefined) reject(new Interrupted())
    else resolve({ status: statusOf(code, signal), printed, stdout })
  })
  return promise
}

export interface SharedOptions extends Pick<SpawnOptions, 'cwd' | 'env'> {
  /** Ends the program by SIGTERM; its status then says nothing. */
  readonly signal?: AbortSignal
  /** Standard output goes through this instead of straight to the terminal. */
  readonly heard?: (text: string) => string
}

/** Runs with our terminal and resolves with the exit status; rejects with Interrupted alone. */
export function share(
  command: readonly [string, ...string[]],
  { heard, ...options }: SharedOptions = {},
): Promise<number> {
  if (interruptedStatus() !== undefined) return Promise.reject(new Interrupted())
  const { promise, resolve, reject } = settled<number>()
  const [file, ...args] = command
  const output = heard === undefined ? 'inherit' : 'pipe'
  const child = spawn(file, args, { ...options, stdio: ['inherit', output, 'inherit'] })
  bind(child, 'terminal')
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    process.stdout.write(heard?.(text) ?? text)
  })
  child.on('error', () => resolve(127))
  child.on('close', (code, signal) => {
    if (interruptedStatus() === undefined) resolve(statusOf(code, signal))
    else reject(new Interrupted())
  })
  return promise
}

function settled<T>(): {
  promise: Promise<T>
  resolve: (value: T) => void
  reject: (reason: Error) => void
} {
  let resolve: (value: T) => void = () => undefined
  let reject: (reason: Error) => void = () => undefined
  const promise = new Promise<T>((done, failed) => ([resolve, reject] = [done, failed]))
  return { promise, resolve, reject }
}
