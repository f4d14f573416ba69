/** Judges visits of a web app: that one was answered, how and when; that one waits in vain. */
import { timeOf } from './claim.ts'
import type { Observation, VisitAnswered, VisitUnanswered } from './claim.ts'
import type { Part, Start } from './part.ts'
import { matcher, moment, quoted, span, times } from './told.ts'

type Seen = Extract<Observation, { type: 'visit' }>
type Answered = Seen & { state: Extract<Seen['state'], { type: 'answered' }> }

function isAnswered(visit: Seen): visit is Answered {
  return visit.state.type === 'answered'
}

/** What became of the visits of one page, and of the last of them in words. */
class Visits {
  readonly #path: string | undefined
  readonly #start: Start
  /** When each that waits was asked, by its number. */
  readonly waiting = new Map<number, number>()
  #last: Seen | undefined
  #now = 0

  constructor(path: string | undefined, start: Start) {
    this.#path = path
    this.#start = start
  }

  /** The visit, if it is one of this page. */
  see(observation: Observation): Seen | undefined {
    this.passed(timeOf(observation))
    if (observation.type === 'ended') this.waiting.clear()
    if (observation.type !== 'visit') return undefined
    if (this.#path !== undefined && observation.path !== this.#path) return undefined
    if (observation.state.type === 'asked') this.waiting.set(observation.visit, observation.at)
    this.#last = observation
    return observation
  }

  /** To be called after `see`, when what the visit meant is known. */
  over({ visit, state }: Seen): void {
    if (state.type !== 'asked') this.waiting.delete(visit)
  }

  passed(at: number): void {
    this.#now = Math.max(this.#now, at)
  }

  /** When the one that has waited longest was asked. */
  get since(): number | undefined {
    return this.waiting.size === 0 ? undefined : Math.min(...this.waiting.values())
  }

  told(withText: boolean): string {
    const last = this.#last
    if (last === undefined)
      return `${this.#path ?? 'no page'} was ${this.#path === undefined ? '' : 'not '}visited`
    const { path, state } = last
    switch (state.type) {
      case 'asked':
        return `${path} has waited for an answer for ${span(this.#now - (this.since ?? last.at))}`
      case 'answered': {
        const reads = withText
          ? `, and reads: ${state.text === undefined ? 'no text' : quoted(state.text)}`
          : ''
        return `${path} answered ${state.status} in ${span(state.ms)} at ${moment(last.at, this.#start.at)}${reads}`
      }
      case 'left':
        return `${path} was left after ${span(state.ms)} without an answer`
      case 'failed':
        return `${path} failed after ${span(state.ms)}: ${state.say.replace(/\.$/, '')}`
    }
  }
}

export function decideVisit(claim: VisitAnswered, start: Start): Part {
  const { status, answersMs, text } = claim
  const { min, max } = claim.times
  const reads = text ? matcher(text) : () => true
  const visits = new Visits(claim.path, start)
  let seen = 0
  const fits = ({ state }: Answered): boolean =>
    (status === undefined || state.status === status) &&
    (answersMs === undefined || state.ms <= answersMs) &&
    reads(state.text ?? '')
  return {
    see(observation) {
      const visit = visits.see(observation)
      if (visit === undefined) return 'open'
      visits.over(visit)
      if (isAnswered(visit) && fits(visit)) seen += 1
      if (seen > max) return 'broken'
      return seen >= min && max === Infinity ? 'held' : 'open'
    },
    tick(at) {
      visits.passed(at)
      return 'open'
    },
    end: () => (seen >= min && seen <= max ? 'held' : 'broken'),
    told() {
      const last = visits.told(text !== undefined)
      return seen > 1 ? `so answered ${times(seen)}; ${last}` : last
    },
  }
}

export function decideUnanswered({ path, lastingMs }: VisitUnanswered, start: Start): Part {
  const visits = new Visits(path, start)
  const long = (at: number) => {
    visits.passed(at)
    return visits.since !== undefined && at - visits.since >= lastingMs ? 'held' : 'open'
  }
  return {
    see(observation) {
      // A wait that was long enough counts though the news of it and of its end come together.
      const before = long(timeOf(observation))
      const visit = visits.see(observation)
      if (visit) visits.over(visit)
      return before
    },
    tick: long,
    due: () => (visits.since === undefined ? undefined : visits.since + lastingMs),
    end: () => 'broken',
    told: () => visits.told(false),
  }
}
