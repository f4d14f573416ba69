/** A learner with a lab, over a real WebSocket: runs programs, presses Stop, and gives up waiting after a while. */
import type { EndReason } from '../../protocol/index.ts'
import { Page } from '../../test/page.ts'
import { within } from '../../test/within.ts'
import { LESSON, STEP } from './course.ts'

/** How long anything may take that the attack should not keep from happening, ms. */
const PATIENCE_MS = 45_000

export interface Ending {
  readonly text: string
  readonly reason: EndReason
}

export class Tenant {
  readonly page: Page
  /** The name of its session, which a page keeps to itself. */
  session: string | undefined

  private constructor(page: Page) {
    this.page = page
  }

  static async arrive(origin: string): Promise<Tenant> {
    return new Tenant(await inTime(Page.open(origin), 'a page'))
  }

  /** Another lab, and no memory of what was. */
  async renew(): Promise<void> {
    const { page } = this
    await inTime(page.ask({ type: 'freshLab' }), 'a fresh lab')
    this.session ??= page.answers.find((answer) => answer.type === 'welcome')?.session
    page.events.splice(0)
    page.answers.splice(0)
  }

  /** Presses Run; resolves with the run's number. */
  async start(
    program: string,
    files: Readonly<Record<string, string | null>> = {},
  ): Promise<number> {
    const before = this.page.all('run').length
    const asked = { type: 'run', lesson: LESSON, step: STEP, program, files } as const
    const answer = await inTime(this.page.ask(asked), `the start of ${program}`)
    if (answer.type === 'refused') throw new Error(`${program} was refused: ${answer.say}`)
    const made = this.page.until(() => this.page.all('run').slice(before).at(-1)?.run)
    return inTime(made, `the start of ${program}`)
  }

  async ended(run: number, ms = PATIENCE_MS): Promise<Ending> {
    const reason = this.page.until(() => {
      const last = this.page.all('state').findLast((event) => event.run === run)
      return last?.state.type === 'ended' ? last.state.reason : undefined
    })
    return { reason: await inTime(reason, 'the end of a run', ms), text: this.page.text(run) }
  }

  /** Resolves when a run has printed this; also when it has ended without. */
  async says(run: number, words: string): Promise<void> {
    const seen = this.page.until(() => {
      const last = this.page.all('state').findLast((event) => event.run === run)
      return last?.state.type === 'ended' || this.page.text(run).includes(words) ? true : undefined
    })
    await inTime(seen, `the words ${words}`)
  }

  async stop(run: number): Promise<void> {
    await inTime(this.page.ask({ type: 'stop', run }), 'an answer to Stop')
  }

  /** Resolves when the page knows that its lab is gone. */
  async labGone(): Promise<void> {
    const known = this.page.until(() => {
      const last = this.page.all('lab').at(-1)
      return last?.lab.type === 'lost' ? true : undefined
    })
    await inTime(known, 'the loss of a lab')
  }

  close(): void {
    this.page.close()
  }
}

/** Rejects with what was waited for. */
export function inTime<T>(what: Promise<T>, name: string, ms = PATIENCE_MS): Promise<T> {
  return within(ms, what, name)
}
