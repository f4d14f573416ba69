/** Judges the heartbeats of a web app: that it answers, that it always does, that it is silent. */
import type { Beat } from '../protocol/index.ts'
import type { Observation, Verdict } from './claim.ts'
import type { Fact, Part, Start } from './part.ts'
import { moment, span } from './told.ts'

/** When the answer to this beat was there, or was given up. */
function knownAt(beat: Beat): number {
  return beat.type === 'refused' ? beat.at : beat.at + beat.ms
}

/** What the beats were so far, as the heartbeat's own line says it. */
class Pulse {
  readonly #start: Start
  #slowest = 0
  #answered = 0
  #silentSince: number | undefined

  constructor(start: Start) {
    this.#start = start
  }

  see(beat: Beat): void {
    if (beat.type === 'answered') {
      this.#answered += 1
      this.#slowest = Math.max(this.#slowest, beat.ms)
      this.#silentSince = undefined
    } else this.#silentSince ??= beat.at
  }

  get silentSince(): number | undefined {
    return this.#silentSince
  }

  told(): string {
    if (this.#silentSince !== undefined)
      return `no answer since ${moment(this.#silentSince, this.#start.at)}`
    if (this.#answered === 0) return 'no beat was seen'
    const slowest = span(this.#slowest)
    return this.#answered === 1
      ? `one answer, in ${slowest}`
      : `${this.#answered} answers, the slowest in ${slowest}`
  }
}

const beatOf = (observation: Observation): Beat | undefined =>
  observation.type === 'beat' ? observation.beat : undefined

export function decideHeartbeat(claim: Fact<'heartbeat'>, start: Start): Part {
  const pulse = new Pulse(start)
  let goodSince: number | undefined
  return {
    see(observation) {
      const beat = beatOf(observation)
      if (beat === undefined) return 'open'
      pulse.see(beat)
      if (beat.type !== 'answered' || beat.ms > claim.answersMs) goodSince = undefined
      else goodSince ??= beat.at
      return goodSince !== undefined && beat.at - goodSince >= (claim.forMs ?? 0) ? 'held' : 'open'
    },
    end: () => 'broken',
    told: () => pulse.told(),
  }
}

export function decideBeats(claim: Fact<'beats'>, start: Start): Part {
  const pulse = new Pulse(start)
  let first: number | undefined
  let slow: Extract<Beat, { type: 'answered' }> | undefined
  return {
    see(observation): Verdict {
      const beat = beatOf(observation)
      // Before the app serves at all there is nothing to be late.
      if (beat === undefined || (first === undefined && beat.type === 'refused')) return 'open'
      first ??= beat.at
      pulse.see(beat)
      if (beat.type === 'answered' && beat.ms > claim.underMs) slow = beat
      if (slow !== undefined || beat.type !== 'answered') return 'broken'
      return claim.forMs !== undefined && beat.at - first >= claim.forMs ? 'held' : 'open'
    },
    end: () => (first === undefined || claim.forMs !== undefined ? 'broken' : 'held'),
    told: () =>
      slow ? `answered in ${span(slow.ms)} at ${moment(slow.at, start.at)}` : pulse.told(),
  }
}

export function decideSilent(claim: Fact<'silent'>, start: Start): Part {
  const pulse = new Pulse(start)
  return {
    see(observation) {
      const beat = beatOf(observation)
      if (beat === undefined) return 'open'
      pulse.see(beat)
      const since = pulse.silentSince
      return since !== undefined && knownAt(beat) - since >= claim.lastingMs ? 'held' : 'open'
    },
    end: () => 'broken',
    told: () => pulse.told(),
  }
}
