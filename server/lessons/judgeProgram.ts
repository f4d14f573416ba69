/** Judges what a program printed, that it still runs, and how it ended. */
import type { EndReason } from '../protocol/index.ts'
import { timeOf } from './claim.ts'
import type { Observation } from './claim.ts'
import type { Fact, Part, Start } from './part.ts'
import { matcher, moment, quoted, span, times } from './told.ts'

export function decideOutput(claim: Fact<'output'>, start: Start): Part {
  const fits = matcher(claim.text)
  const { min, max } = claim.times
  let seen = 0
  let fit: Extract<Observation, { type: 'output' }> | undefined
  let last: string | undefined
  return {
    see(observation) {
      if (observation.type !== 'output') return 'open'
      if (claim.stream !== undefined && claim.stream !== observation.stream) return 'open'
      last = observation.line
      if (fits(observation.line)) {
        seen += 1
        fit = observation
      }
      if (seen > max) return 'broken'
      return seen >= min && max === Infinity ? 'held' : 'open'
    },
    end: () => (seen >= min && seen <= max ? 'held' : 'broken'),
    told() {
      const when = fit && moment(fit.at, start.at)
      if (when !== undefined)
        return seen === 1
          ? `printed once, at ${when}`
          : `printed ${times(seen)}, the last at ${when}`
      if (last === undefined) return 'nothing was printed'
      return `not printed; the last line is ${quoted(last)}`
    },
  }
}

export function endInWords(reason: EndReason): string {
  switch (reason.type) {
    case 'exit':
      return `exited ${reason.code}`
    case 'signal':
      return `ended by ${reason.name}`
    case 'stopped':
      return 'was stopped'
    case 'limit':
      return `ended at the limit of ${reason.value}`
    case 'lost':
      return 'lost its lab'
    case 'refused':
      return 'did not start'
  }
}

export function decideEnds(claim: Fact<'ends'>, start: Start): Part {
  let ended: Extract<Observation, { type: 'ended' }> | undefined
  const by = claim.by ?? 'exit'
  let [first, now] = [Number.NaN, 0]
  return {
    see(observation) {
      now = timeOf(observation)
      if (Number.isNaN(first)) first = now
      if (observation.type !== 'ended') return 'open'
      ended = observation
      const { reason } = observation
      if (reason.type !== by) return 'broken'
      const code = reason.type === 'exit' ? reason.code : undefined
      return claim.code === undefined || claim.code === code ? 'held' : 'broken'
    },
    end: () => 'broken',
    told() {
      if (ended) return `${endInWords(ended.reason)} at ${moment(ended.at, start.at)}`
      return Number.isNaN(first)
        ? 'it has not started'
        : `it still runs, after ${span(now - first)}`
    },
  }
}

export function decideRunning(claim: Fact<'running'>, start: Start): Part {
  let since: number | undefined
  let ended: Extract<Observation, { type: 'ended' }> | undefined
  let now = 0
  const { forMs } = claim
  const judge = (at: number) => {
    now = at
    return forMs !== undefined && since !== undefined && at - since >= forMs ? 'held' : 'open'
  }
  return {
    see(observation) {
      const at = observation.type === 'beat' ? observation.beat.at : observation.at
      since ??= at
      if (judge(at) === 'held') return 'held'
      if (observation.type !== 'ended') return 'open'
      ended = observation
      return 'broken'
    },
    tick: judge,
    due: () => (forMs === undefined || since === undefined ? undefined : since + forMs),
    end: () => (since === undefined || forMs !== undefined ? 'broken' : 'held'),
    told() {
      if (ended) return `${endInWords(ended.reason)} at ${moment(ended.at, start.at)}`
      return since === undefined ? 'it has not started' : `runs for ${span(now - since)}`
    },
  }
}
