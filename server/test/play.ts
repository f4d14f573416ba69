/** Plays the programs of a lesson's step in a real lab, and waits for what they do. */
import { createJudge } from '../lessons/index.ts'
import type { Claim, Program, Step } from '../lessons/index.ts'
import type { Activity, Lab, Run, RunListener } from '../lab/index.ts'
import type { Beat, EndReason, Stream } from '../protocol/index.ts'

const WALL_MS = 60_000

interface Start {
  readonly step: Step
  readonly program: Program
  readonly files: Readonly<Record<string, string>>
}

/** One run of a program, as far as it has been seen. */
export class Played implements RunListener {
  /** Whole lines of each stream. */
  readonly lines: Record<Stream, string[]> = { out: [], err: [] }
  /** When each of them came, ms on the lab's clock. */
  readonly cameAt: Record<Stream, number[]> = { out: [], err: [] }
  readonly beats: Beat[] = []
  reason: EndReason | undefined
  #activity: Activity | undefined
  readonly #rest: Record<Stream, string> = { out: '', err: '' }
  readonly #decoders = { out: new TextDecoder(), err: new TextDecoder() }
  readonly #watchers = new Set<() => void>()
  #run: Run | undefined

  /** Starts `program`, with the files of its step as `files` has changed them. */
  begin(lab: Lab, { step, program, files }: Start): this {
    const { heartbeat } = program
    this.#run = lab.run(
      {
        dir: step.id,
        files: { ...step.files, ...files },
        argv: program.argv,
        input: program.input !== undefined,
        wallMs: WALL_MS,
        ...(heartbeat === undefined ? {} : { heartbeat }),
      },
      this,
    )
    return this
  }

  get waitsFor(): string | undefined {
    return this.#activity?.type === 'waiting' ? this.#activity.for : undefined
  }

  started(): void {}

  activity(activity: Activity): void {
    this.#activity = activity
    this.#changed()
  }

  output(at: number, stream: Stream, bytes: Buffer): void {
    const text = this.#rest[stream] + this.#decoders[stream].decode(bytes, { stream: true })
    const lines = text.split('\n')
    this.#rest[stream] = lines.pop() ?? ''
    this.lines[stream].push(...lines)
    this.cameAt[stream].push(...lines.map(() => at))
    this.#changed()
  }

  beat(beat: Beat): void {
    this.beats.push(beat)
    this.#changed()
  }

  ended(_at: number, reason: EndReason): void {
    this.reason = reason
    this.#changed()
  }

  stop(): void {
    this.#run?.stop()
  }

  /** Resolves once `holds` is true of this run; the test's own time limit ends a vain wait. */
  until(holds: (run: this) => boolean): Promise<this> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds(this)) return
        this.#watchers.delete(look)
        resolve(this)
      }
      this.#watchers.add(look)
      look()
    })
  }

  readonly waits = (what: string): Promise<this> => this.until((run) => run.waitsFor === what)
  readonly prints = (line: string): Promise<this> =>
    this.until((run) => run.lines.out.includes(line))
  readonly ends = (): Promise<this> => this.until((run) => run.reason !== undefined)

  /** The next `count` beats from now on. */
  async nextBeats(count: number): Promise<readonly Beat[]> {
    const before = this.beats.length
    await this.until((run) => run.beats.length >= before + count)
    return this.beats.slice(before, before + count)
  }

  /** Whether `claim` held of this run, which has ended. */
  shows(program: string, claim: Claim): boolean {
    const judge = createJudge(claim)
    for (const stream of ['out', 'err'] as const) {
      for (const line of this.lines[stream])
        judge.see({ type: 'output', program, at: 0, stream, line })
    }
    if (this.reason) judge.see({ type: 'ended', program, at: 0, reason: this.reason })
    return judge.end() === 'held'
  }

  #changed(): void {
    for (const look of [...this.#watchers]) look()
  }
}
