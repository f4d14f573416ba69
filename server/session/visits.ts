/** A learner's visits of their apps: open ones, their ends, and the pages that the last ones brought. */
import { randomBytes } from 'node:crypto'
import type { ProgramRef, SessionEvent, VisitPage, VisitState } from '../protocol/index.ts'
import { SERVER_LIMITS, type Lab, type Visited } from '../lab/index.ts'
import { Bucket } from './bucket.ts'
import { appPath, beginning, pageText } from './page.ts'
import type { Done } from './refusal.ts'
import { rounded } from './time.ts'

/** Pages kept: as a rule the page shows the last one. */
const KEPT = 4
/** Redirections that one visit is taken along, as browsers do. */
const HOPS = 5
/** Of a page so much is read for how it begins. */
const BEGINNING_BYTES = 32_000
/** A page of links that one leans on must not flood the session. */
const BURST = 40
const PER_SECOND = 4

/** What visits need of their session. */
export interface VisitWorld {
  /** ms on the session's clock. */
  now(): number
  /** From the lab's absolute ms to the session's clock. */
  fromLab(at: number): number
  emit(event: SessionEvent): void
  lab(): Lab | undefined
}

/** What is visited: a program's run, and where it listens. */
export interface Host {
  readonly of: ProgramRef
  readonly run: number
  readonly port: number
}

type Answered = Extract<Visited, { type: 'answered' }>

export class Visits {
  /** Who knows it may follow a link of a page: the page's frame has no cookie. */
  readonly key = randomBytes(16).toString('base64url')
  readonly #world: VisitWorld
  readonly #bucket: Bucket
  /** How to leave each open one. */
  readonly #open = new Map<number, () => void>()
  readonly #pages = new Map<number, { of: ProgramRef; page: VisitPage }>()
  #last = 0

  constructor(world: VisitWorld) {
    this.#world = world
    this.#bucket = new Bucket({ burst: BURST, perSecond: PER_SECOND, now: world.now() })
  }

  /** Asks for a page; `visit` events tell the rest. */
  begin(host: Host, path: string, hops = HOPS): Done {
    const lab = this.#world.lab()
    if (lab === undefined) return { code: 'no-lab', say: 'Your lab is not there.' }
    if (this.#open.size >= SERVER_LIMITS.visits) return TOO_MANY
    if (!this.#bucket.take(this.#world.now()))
      return { code: 'too-many', say: 'Too many visits at once. Wait a moment.' }
    const visit = ++this.#last
    const { run, of } = host
    const tell = (at: number, state: VisitState): void => {
      this.#world.emit({ type: 'visit', at, run, program: of.program, visit, path, state })
    }
    tell(this.#world.now(), { type: 'asked' })
    const leave = lab.visit({ port: host.port, path }, (visited) => {
      this.#open.delete(visit)
      if (visited.type === 'answered') this.#keep(visit, { of, path, visited })
      tell(this.#world.fromLab(visited.at), stateOf(visited))
      if (visited.type === 'answered') this.#goOn(host, { path, visited, hops })
    })
    this.#open.set(visit, leave)
    return undefined
  }

  leave(visit: number): Done {
    const leave = this.#open.get(visit)
    if (leave === undefined) {
      return visit >= 1 && visit <= this.#last
        ? { code: 'ended', say: 'This visit is over already.' }
        : { code: 'unknown-visit', say: 'There is no such visit.' }
    }
    leave()
    return undefined
  }

  /** What an answered visit brought, and whose page it is; the oldest are not kept. */
  page(visit: number): { of: ProgramRef; page: VisitPage } | undefined {
    return this.#pages.get(visit)
  }

  #keep(visit: number, { of, path, visited }: { of: ProgramRef; path: string; visited: Answered }) {
    const { status, body, cut, contentType = '' } = visited
    const text = pageText(body, contentType)
    const page: VisitPage = {
      visit,
      path,
      status,
      contentType,
      bytes: body.length,
      cut,
      follow: `/api/follow/${this.key}/${visit}?to=`,
      ...(text === undefined ? {} : { text }),
    }
    this.#pages.set(visit, { of, page })
    for (const old of [...this.#pages.keys()].slice(0, -KEPT)) this.#pages.delete(old)
  }

  /** Takes the learner along to where the app sends them, within the app. */
  #goOn(host: Host, from: { path: string; visited: Answered; hops: number }): void {
    const { status, location } = from.visited
    if (status < 300 || status > 399 || location === undefined || from.hops === 0) return
    const to = appPath(location, { port: host.port, path: from.path })
    if (to !== undefined) this.begin(host, to, from.hops - 1)
  }
}

const TOO_MANY = {
  code: 'limit',
  say: `${SERVER_LIMITS.visits} visits wait for an answer. Leave one, then visit again.`,
} as const

function stateOf(visited: Visited): VisitState {
  const ms = rounded(visited.ms)
  switch (visited.type) {
    case 'answered': {
      const { status, body, contentType = '' } = visited
      const text = pageText(body.subarray(0, BEGINNING_BYTES), contentType)
      const begins = text === undefined ? {} : { text: beginning(text, contentType) }
      return { type: 'answered', status, ms, ...begins }
    }
    case 'left':
      return { type: 'left', ms }
    case 'failed':
      return { type: 'failed', ms, say: visited.say }
  }
}
