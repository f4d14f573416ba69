/** One run without a sandbox: a child process in its own group, stopped and timed from here. */
import type { EndReason } from '../protocol/index.ts'
import { beats } from './plainBeats.ts'
import { monotonicMs } from './clock.ts'
import type { Run, RunListener, RunSpec } from './lab.ts'
import { limitReason, SUPERVISOR_LIMITS } from './limits.ts'
import type { PlainProcess } from './process.ts'
import { constants } from 'node:os'

export class PlainRun implements Omit<Run, 'id'> {
  readonly #process: PlainProcess
  readonly #listener: RunListener
  /** Bytes of input in the program's pipe, or read. */
  #taken = 0
  readonly #wallMs: number
  readonly #wall: NodeJS.Timeout
  readonly #stopBeats: () => void
  #grace: NodeJS.Timeout | undefined
  /** The first cause wins: exactly one reason. */
  #cause: EndReason | undefined

  constructor(process: PlainProcess, spec: RunSpec, listener: RunListener) {
    this.#process = process
    this.#listener = listener
    this.#wallMs = spec.wallMs
    this.#wall = setTimeout(() => {
      this.#end(limitReason('time', this.#wallMs))
    }, spec.wallMs)
    for (const stream of ['out', 'err'] as const) {
      process[stream === 'out' ? 'stdout' : 'stderr'].on('data', (bytes: Buffer) => {
        listener.output(monotonicMs(), stream, bytes)
      })
    }
    if (!spec.input) process.stdin.end()
    this.#stopBeats =
      spec.heartbeat === undefined ? () => undefined : beats(spec.heartbeat, listener)
    queueMicrotask(() => {
      listener.started(monotonicMs())
    })
    process.ended.then(
      ({ code, signal }) => {
        this.#ended(code, signal)
      },
      (error: unknown) => {
        const say = error instanceof Error ? error.message : String(error)
        this.#tell({ type: 'refused', say }, undefined)
      },
    )
  }

  stop(): void {
    this.#cause ??= { type: 'stopped' }
    this.#process.signal('SIGINT')
    this.#grace ??= setTimeout(() => {
      this.kill()
    }, SUPERVISOR_LIMITS.graceMs)
  }

  kill(): void {
    this.#process.signal('SIGKILL')
  }

  input(bytes: Buffer): void {
    this.#process.stdin.write(bytes, () => {
      this.#taken += bytes.length
      this.#listener.taken?.(this.#taken)
    })
  }

  endInput(): void {
    this.#process.stdin.end()
  }

  pause(): void {
    this.#process.stdout.pause()
    this.#process.stderr.pause()
  }

  resume(): void {
    this.#process.stdout.resume()
    this.#process.stderr.resume()
  }

  /** The lab is given back. */
  lost(): void {
    this.#end({ type: 'lost' })
    // Whoever paused us is not going to read any more.
    this.resume()
  }

  get ended(): Promise<unknown> {
    return this.#process.ended.catch(() => undefined)
  }

  #end(reason: EndReason): void {
    this.#cause ??= reason
    this.kill()
  }

  #ended(code: number | null, signal: NodeJS.Signals | null): void {
    const how: EndReason =
      signal === null ? { type: 'exit', code: code ?? 0 } : { type: 'signal', name: signal }
    const status = signal === null ? (code ?? 0) : 128 + constants.signals[signal]
    this.#tell(this.#cause ?? how, status)
  }

  #tell(reason: EndReason, status: number | undefined): void {
    clearTimeout(this.#wall)
    clearTimeout(this.#grace)
    this.#stopBeats()
    this.#listener.ended(monotonicMs(), reason, status)
  }
}
