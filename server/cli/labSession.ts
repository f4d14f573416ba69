/**
 * One call of `lab`: a lab, its programs side by side, Stop pressed from three sides, one exit status.
 *
 * Owns the template's process: whatever happens, it is dead before we are.
 */
import { constants } from 'node:os'
import {
  monotonicMs,
  readVersions,
  SERVER_LIMITS,
  Template,
  type Lab,
  type LabPaths,
  type Mount,
  type Run,
  type RunSpec,
  type TemplateProcess,
} from '../lab/index.ts'
import type { ExecRequest, RunRequest } from './labArguments.ts'
import { JsonPrinter } from './labEvents.ts'
import { readFiles } from './labFiles.ts'
import { Input } from './labInput.ts'
import { namedPrinter, plainPrinter, type Printer } from './labPrinter.ts'
import { Sinks } from './labSink.ts'

export interface Machine {
  readonly paths: LabPaths
  readonly mounts: readonly Mount[]
  readonly process: TemplateProcess
  readonly log: (line: string) => void
}

export type Result = { readonly status: number } | { readonly fault: string }

interface Job {
  readonly names: readonly string[]
  readonly specs: readonly Pick<RunSpec, 'argv'>[]
  readonly files: Readonly<Record<string, Buffer>>
  readonly json: boolean
  readonly stdin: string | undefined
  readonly stopAfterMs: number | undefined
}

async function jobOf(request: RunRequest | ExecRequest): Promise<Job> {
  if (request.type === 'exec') {
    const [name = ''] = request.command
    const specs = [{ argv: request.command }]
    return {
      names: [name],
      specs,
      files: {},
      json: false,
      stdin: undefined,
      stopAfterMs: undefined,
    }
  }
  const { programs, files } = await readFiles(request.programs, request.with)
  // As a person would have to type it: Python takes a leading dash for an option.
  const typed = (name: string): string => (name.startsWith('-') ? `./${name}` : name)
  const specs = programs.map((program) => ({ argv: ['python', typed(program)] }))
  const { json, stdin, stopAfterMs } = request
  return { names: programs, specs, files, json, stdin, stopAfterMs }
}

/** Never rejects: what goes wrong is a fault, told in one line. */
export async function perform(
  request: RunRequest | ExecRequest,
  machine: Machine,
): Promise<Result> {
  const template = new Template(machine.process, {
    ...machine,
    versions: readVersions(machine.paths),
  })
  try {
    return await new Session(template).perform(await jobOf(request))
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  } finally {
    template.dispose()
    await template.closed
  }
}

/** The end of a call that Stop ended before its programs began. */
class Interrupted extends Error {
  readonly status: number
  constructor(signal: NodeJS.Signals) {
    super(signal)
    this.status = 128 + constants.signals[signal]
  }
}

class Session {
  readonly #template: Template
  readonly #clock = monotonicMs()
  readonly #sinks: Sinks
  #lab: Lab | undefined
  #runs: Run[] = []
  #presses = 0
  #onStop: () => void = () => undefined
  #interrupt: (error: Error) => void = () => undefined
  #nobodyReads = false
  /** The result is known: what the lab says while it dies is not for the reader. */
  #over = false

  constructor(template: Template) {
    this.#template = template
    this.#sinks = new Sinks({
      full: () => this.#lab?.pause(),
      drained: () => this.#lab?.resume(),
      broken: () => {
        this.#broken()
      },
    })
  }

  async perform(job: Job): Promise<Result> {
    const interrupted = new Promise<never>((_, reject) => (this.#interrupt = reject))
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        this.#press(signal)
      })
    }
    try {
      return await Promise.race([interrupted, this.#run(job)])
    } catch (error) {
      this.#sinks.close()
      if (error instanceof Interrupted) return { status: error.status }
      throw error
    } finally {
      this.#over = true
      await this.#sinks.flush()
    }
  }

  async #run(job: Job): Promise<Result> {
    const printer = this.#printer(job)
    const lab = await this.#template.open()
    this.#lab = lab
    printer.ready(lab.info, monotonicMs())
    if (printer.traffic !== undefined) lab.onTraffic((traffic) => printer.traffic?.(traffic))
    // One program brings its files along; of several none may start before all files are there.
    if (job.specs.length > 1) await lab.place('', job.files)
    const statuses = job.specs.map((spec, index) =>
      this.#start(lab, printer, { ...spec, job, index }),
    )
    if (job.stopAfterMs !== undefined) {
      setTimeout(() => {
        this.#press('SIGINT')
      }, job.stopAfterMs)
    }
    const results = await Promise.all(statuses)
    if (this.#nobodyReads) return { status: 128 + constants.signals.SIGPIPE }
    return { status: results.find((status) => status !== 0) ?? 0 }
  }

  #printer(job: Job): Printer {
    if (job.json) return new JsonPrinter(this.#sinks, job.names, this.#clock)
    return job.names.length > 1 ? namedPrinter(this.#sinks, job.names) : plainPrinter(this.#sinks)
  }

  #start(
    lab: Lab,
    printer: Printer,
    { argv, job, index }: Pick<RunSpec, 'argv'> & { job: Job; index: number },
  ): Promise<number> {
    const first = index === 0
    printer.begun(index, monotonicMs())
    this.#onStop = () => {
      for (const program of job.names.keys()) printer.stopping(program, monotonicMs())
    }
    return new Promise((resolve) => {
      let input: Input | undefined
      const files = job.specs.length === 1 ? job.files : {}
      const spec: RunSpec = { dir: '', files, argv, input: first, wallMs: SERVER_LIMITS.wallMs }
      const run = lab.run(spec, {
        started: (at) => {
          printer.started(index, at)
        },
        activity: (activity) => {
          printer.activity(index, activity)
        },
        output: (at, stream, bytes) => {
          printer.output(index, { at, stream, bytes })
        },
        beat: () => undefined,
        thread: (state) => {
          printer.thread(index, state)
        },
        taken: (bytes) => input?.taken(bytes),
        ended: (at, reason, status) => {
          if (this.#over) return
          input?.close()
          printer.ended(index, at, reason)
          resolve(status ?? 125)
        },
      })
      this.#runs.push(run)
      if (first) {
        input = new Input(run, job.stdin, (say) => {
          this.#interrupt(new Error(say))
        })
      }
    })
  }

  /** Stop, then kill, then no patience with the lab either. */
  #press(signal: NodeJS.Signals): void {
    this.#presses += 1
    if (this.#runs.length === 0 || this.#presses > 2) {
      this.#interrupt(new Interrupted(signal))
    } else if (this.#presses === 1) {
      this.#onStop()
      for (const run of this.#runs) run.stop()
    } else {
      for (const run of this.#runs) run.kill()
    }
  }

  #broken(): void {
    this.#nobodyReads = true
    // It may be held for the sake of the reader who has gone; its end must still be heard.
    this.#lab?.resume()
    for (const run of this.#runs) run.kill()
  }
}
