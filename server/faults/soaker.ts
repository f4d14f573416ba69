/** One learner of the soak: works in its own way until time is up, and counts what it is told. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Ask, EndReason, Numbered, SessionEvent } from '../protocol/index.ts'
import { Page } from '../test/page.ts'
import { seeded } from '../test/seeded.ts'
import { within } from '../test/within.ts'
import { FLOOD_LINES, LESSON, STEP } from './course.ts'
import { FloodLines } from './floodLines.ts'
import { Tally } from './tally.ts'

const WAYS = ['talks', 'floods', 'talks less', 'talks', 'crashes', 'holds an app'] as const
type Way = (typeof WAYS)[number]

/** Programs that run all the time. */
const LASTING: Readonly<Record<Way, readonly string[]>> = {
  talks: ['listener', 'talker'],
  floods: [],
  'talks less': [],
  crashes: [],
  'holds an app': ['app'],
}
/** The program that is started again and again, and the status it ends with. */
const AGAIN: Readonly<Partial<Record<Way, readonly [program: string, status: number]>>> = {
  floods: ['flood', 0],
  'talks less': ['few', 0],
  crashes: ['crash', 1],
}

/** Between one thing and the next a learner looks at it so long, ms: never the whole class in step. */
const LOOK_MS = { least: 3_000, most: 9_000 }
/** Longer than anything takes on a busy machine; then it is lost. */
const PATIENCE_MS = 240_000

/** One run as it is seen: when its first output came, and its end. */
interface Seen {
  readonly began: number
  first: number | undefined
  up: true | undefined
  end: EndReason | undefined
  /** Of a flood. */
  lines: FloodLines | undefined
}

export class Soaker {
  readonly name: string
  readonly way: Way
  readonly tally: Tally
  /** From Run to the first output of a program, ms; in order. */
  readonly latencies: number[] = []
  readonly wrong: string[] = []
  /** Resolves when its first short program has ended: it has a lab and works. */
  readonly settled: Promise<void>
  #settle: () => void = () => undefined
  readonly #page: Page
  readonly #runs = new Map<number, Seen>()
  readonly #random: () => number
  #visited = 0
  /** The run that it began last of those that go on. */
  #lasting = 0
  /** Of those, visits that the app answered: it takes a while to be up. */
  answered = 0

  private constructor(page: Page, number: number) {
    this.name = `soaker-${number}`
    this.way = WAYS[number % WAYS.length] ?? 'talks'
    this.tally = new Tally(this.name)
    this.#page = page
    this.#random = seeded(number)
    this.settled = new Promise((resolve) => (this.#settle = resolve))
    // Heard and let go of: ten minutes of fifty learners are millions of events.
    void page.until(() => {
      for (const one of page.events.splice(0)) this.#hear(one)
      return undefined
    })
  }

  static async arrive(origin: string, number: number): Promise<Soaker> {
    return new Soaker(await Page.open(origin, undefined, `10.1.0.${number + 1}`), number)
  }

  /** Works until `isOver`, then ends everything it has started. */
  async work(isOver: () => boolean): Promise<void> {
    try {
      for (const program of LASTING[this.way]) this.#lasting = await this.#startLasting(program)
      while (!isOver()) {
        await this.#once()
        await this.#hello()
        this.#settle()
        await wait(LOOK_MS.least + this.#random() * (LOOK_MS.most - LOOK_MS.least))
      }
      await this.#ask({ type: 'stopAll', lesson: LESSON, step: STEP })
      await this.#until('the end of its runs', () =>
        [...this.#runs.values()].every(({ end }) => end !== undefined),
      )
    } catch (error) {
      const { closedWith } = this.#page
      const line = closedWith === undefined ? '' : `; its line was closed with ${closedWith}`
      this.wrong.push(`${this.name}, who ${this.way}: ${String(error)}${line}`)
    }
    this.#settle()
    this.wrong.push(...this.tally.wrong(this.#page.missing))
  }

  /** How many programs it has started. */
  get runs(): number {
    return this.#runs.size
  }

  /** Events that it was told it does not get. */
  get told(): number {
    return this.#page.missing
  }

  leave(): void {
    this.#page.close()
  }

  async #once(): Promise<void> {
    const [program, code] = AGAIN[this.way] ?? []
    if (program !== undefined && code !== undefined) {
      const run = await this.#start(program)
      await this.#ends(run, { type: 'exit', code })
      const wrong = this.#runs.get(run)?.lines?.wrong(this.#page.missing > 0) ?? []
      this.wrong.push(...wrong.map((say) => `${this.name}: ${say}`))
    }
    if (this.way !== 'holds an app') return
    // A run may last ten minutes, and so may all of this.
    if (this.#runs.get(this.#lasting)?.end !== undefined)
      this.#lasting = await this.#startLasting('app')
    await this.#visit()
  }

  /** Resolves with the run's number when it is up. */
  async #startLasting(program: string): Promise<number> {
    const run = await this.#start(program)
    await this.#until('a program that runs', () => this.#runs.get(run)?.up)
    return run
  }

  /** A short program: how long until its first word is what a learner feels. */
  async #hello(): Promise<void> {
    const run = await this.#start('hello')
    await this.#ends(run, { type: 'exit', code: 0 })
    const seen = this.#runs.get(run)
    if (seen?.first !== undefined) this.latencies.push(seen.first - seen.began)
  }

  async #visit(): Promise<void> {
    const of = { lesson: LESSON, step: STEP, program: 'app' }
    const before = this.#visited
    const answer = await this.#ask({ type: 'visit', of, path: '/' })
    if (answer.type !== 'ok') throw new Error(`a visit was answered by ${JSON.stringify(answer)}`)
    await this.#until('how a visit ended', () => this.#visited > before)
  }

  /** Presses Run on one program; resolves with the run's number. */
  async #start(program: string): Promise<number> {
    const began = performance.now()
    const before = new Set(this.#runs.keys())
    const files = { 'name.txt': this.name }
    const asked = { type: 'run', lesson: LESSON, step: STEP, program, files } as const
    const answer = await this.#ask(asked)
    if (answer.type !== 'ok') throw new Error(`${program}: ${JSON.stringify(answer)}`)
    const run = await this.#until('a run', () =>
      [...this.#runs.keys()].find((one) => !before.has(one)),
    )
    const seen = this.#runs.get(run)
    if (seen !== undefined) this.#runs.set(run, { ...seen, began })
    return run
  }

  /** Rejects when no answer comes: a page whose line was closed gets none. */
  #ask(message: Ask): ReturnType<Page['ask']> {
    return within(PATIENCE_MS, this.#page.ask(message), `an answer to ${message.type}`)
  }

  async #ends(run: number, expected: EndReason): Promise<void> {
    const end = await this.#until(`the end of run ${run}`, () => this.#runs.get(run)?.end)
    if (JSON.stringify(end) !== JSON.stringify(expected))
      throw new Error(`a run ended by ${JSON.stringify(end)}`)
  }

  #until<T>(what: string, look: () => T | undefined | false): Promise<T> {
    const found = this.#page.until(() => {
      const value = look()
      return value === false ? undefined : value
    })
    return within(PATIENCE_MS, found, what)
  }

  #hear(one: Numbered): void {
    this.tally.hear(one)
    this.#note(one.event)
  }

  #note(event: SessionEvent): void {
    if (event.type === 'run')
      this.#runs.set(event.run, {
        began: performance.now(),
        first: undefined,
        up: undefined,
        end: undefined,
        lines: event.of.program === 'flood' ? new FloodLines(FLOOD_LINES) : undefined,
      })
    if (event.type === 'visit' && event.state.type !== 'asked') this.#visited += 1
    if (event.type === 'visit' && event.state.type === 'answered') this.answered += 1
    if (event.type === 'lab' && event.lab.type === 'lost') this.wrong.push(`${this.name}: lab lost`)
    const run = 'run' in event ? event.run : undefined
    const seen = run === undefined ? undefined : this.#runs.get(run)
    if (seen === undefined) return
    if (event.type === 'output') seen.first ??= performance.now()
    seen.lines?.hear(event)
    if (event.type !== 'state') return
    if (event.state.type === 'running' || event.state.type === 'waiting') seen.up = true
    if (event.state.type === 'ended') seen.end = event.state.reason
  }
}
