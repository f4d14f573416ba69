/** Starts other programs for the commands: captured, or sharing the terminal. */
import { spawn } from 'node:child_process'
import type { SpawnOptions } from 'node:child_process'

export interface Outcome {
  /** Exit status; 128 + n when signal n ended it, 127 when it could not be started. */
  readonly status: number
  /** Both streams as they came. */
  readonly printed: string
  /** Standard output alone. */
  readonly stdout: string
}

export type CommandOptions = Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'>

const signalNumbers: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGKILL: 9,
  SIGTERM: 15,
}

function statusOf(code: number | null, signal: string | null): number {
  return code ?? 128 + (signalNumbers[signal ?? ''] ?? 0)
}

/** Runs to the end and keeps what it printed; never rejects. */
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
  options: CommandOptions,
  show: (text: string) => void,
): Promise<Outcome> {
  const { promise, resolve } = settled<Outcome>()
  const [file, ...args] = command
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
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
  child.on('close', (code, signal) => resolve({ status: statusOf(code, signal), printed, stdout }))
  return promise
}

/** Runs with our terminal; passes SIGTERM and SIGINT on and resolves with the exit status. */
export function share(
  command: readonly [string, ...string[]],
  options: CommandOptions = {},
): Promise<number> {
  const { promise, resolve } = settled<number>()
  const [file, ...args] = command
  const child = spawn(file, args, { ...options, stdio: 'inherit' })
  const pass = (signal: NodeJS.Signals) => void child.kill(signal)
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, pass)
  const end = (status: number) => {
    for (const signal of signals) process.off(signal, pass)
    resolve(status)
  }
  child.on('error', () => end(127))
  child.on('close', (code, signal) => end(statusOf(code, signal)))
  return promise
}

function settled<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((done) => (resolve = done))
  return { promise, resolve }
}
