/** A learner who works while things break: listens and talks all the time, keeps code, and looks at every event. */
import { setTimeout as wait } from 'node:timers/promises'
import type { SessionEvent } from '../protocol/index.ts'
import { Page } from '../test/page.ts'
import { within } from '../test/within.ts'
import { LESSON, STEP } from './course.ts'

/**
 * How long anything may take that a fault should not keep from happening, ms: where the processors are taken, programs
 * of learners, who are the idlest of all, wait for minutes.
 */
const PATIENCE_MS = 240_000
/** Lines that do not come about, one after the other, and the time between them. */
const TRIES = 5
const RETRY_MS = 500
const DRAFT = `draft/${LESSON}/${STEP}`

export class Learner {
  readonly name: string
  readonly page: Page
  /** A second tab, whose line is never cut: what the first one should have seen. */
  readonly witness: Page

  private constructor(name: string, page: Page, witness: Page) {
    this.name = name
    this.page = page
    this.witness = witness
  }

  /** Comes by an address of its own, keeps a draft, and starts to listen and to talk. */
  static async arrive(origin: string, number: number): Promise<Learner> {
    const from = `10.0.0.${number + 1}`
    const page = await Page.open(origin, undefined, from)
    const witness = await Page.open(origin, page.cookie, from)
    const learner = new Learner(`learner ${number}`, page, witness)
    await learner.save(1)
    await learner.work()
    return learner
  }

  /** Presses Run on both programs; resolves when a message was heard. */
  async work(): Promise<void> {
    await this.start()
    await this.goesOn()
  }

  /** Starts one program, or all that start with Run; resolves with the number of the last run. */
  async start(program?: string): Promise<number> {
    const before = this.page.all('run').length
    const what = program === undefined ? {} : { program }
    const asked = { type: 'run', lesson: LESSON, step: STEP, files: {}, ...what } as const
    const answer = await this.inTime(this.page.ask(asked), 'an answer to Run')
    if (answer.type === 'refused') throw new Error(`${this.name} was refused: ${answer.say}`)
    const made = this.page.until(() => this.page.all('run').slice(before).at(-1)?.run)
    return this.inTime(made, 'a run')
  }

  /** Presses Run without waiting for an answer. */
  ask(program: string): void {
    void this.page.ask({ type: 'run', lesson: LESSON, step: STEP, files: {}, program })
  }

  /** Resolves when a message was heard that was sent after now. */
  async goesOn(): Promise<void> {
    const { page } = this
    const from = page.events.at(-1)?.seq ?? 0
    await this.sees('a message', from, (event) => event.type === 'delivered')
  }

  /** Resolves when there is an event after number `from` for which `is` holds. */
  async sees(what: string, from: number, is: (event: SessionEvent) => boolean): Promise<void> {
    const { page } = this
    let next = 0
    const found = page.until(() => {
      for (; next < page.events.length; next += 1) {
        const one = page.events[next]
        if (one !== undefined && one.seq > from && is(one.event)) return true
      }
      return undefined
    })
    await this.inTime(found, what)
  }

  /** Why a run ended. */
  ended(run: number): Promise<unknown> {
    return this.inTime(this.page.ended(run), `the end of run ${run}`)
  }

  /** Keeps this version of the learner's code; resolves with whether it was stored. */
  async save(version: number): Promise<boolean> {
    const entries = [{ key: DRAFT, at: version, value: JSON.stringify({ version }) }]
    const answer = await this.inTime(this.page.ask({ type: 'save', entries }), 'an answer to save')
    return answer.type === 'saved' && answer.stored
  }

  /** Runs that ended, and the states of the lab other than ready, after event `from`. */
  harmSince(from: number): string[] {
    return this.page.events.flatMap(({ seq, event }) => {
      if (seq <= from) return []
      if (event.type === 'lab' && (event.lab.type !== 'ready' || event.lab.broker !== 'up'))
        return [`lab ${event.lab.type}`]
      return event.type === 'state' && event.state.type === 'ended'
        ? [`run ${event.run} ended`]
        : []
    })
  }

  get last(): number {
    return this.page.events.at(-1)?.seq ?? 0
  }

  /** Connects again, as the page does: more than once where a busy server gives up on a request. Resolves with the welcome. */
  async back(): ReturnType<Page['connect']> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.inTime(this.page.connect(), 'a welcome')
      } catch (error) {
        if (tries === TRIES) throw error
      }
      await wait(RETRY_MS)
    }
  }

  leave(): void {
    this.page.close()
    this.witness.close()
  }

  inTime<T>(what: Promise<T>, name: string): Promise<T> {
    return within(PATIENCE_MS, what, `${name}, for ${this.name},`)
  }
}

/** The draft in a welcome's progress: which version of the learner's code is kept. */
export function draftIn(welcome: Awaited<ReturnType<Page['connect']>>): unknown {
  return welcome.progress?.find(({ key }) => key === DRAFT)?.value
}
