/** Why a run ended: from what the supervisor reports to exactly one reason, and the status a shell would show. */
import { constants } from 'node:os'
import type { EndReason } from '../protocol/index.ts'
import { limitReason } from './limits.ts'
import type { FromLab } from './wire.ts'

type Ended = Extract<FromLab, { op: 'ended' }>

const SIGNALS = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]))
// Aliases come later in the table than the names people know.
SIGNALS.set(constants.signals.SIGABRT, 'SIGABRT').set(constants.signals.SIGIO, 'SIGIO')
const FIRST_REALTIME = 34

/** `SIGSEGV`; `SIGRTMIN+2` for those without a name. */
export function signalName(number: number): string {
  const name = SIGNALS.get(number)
  if (name !== undefined) return name
  return number === FIRST_REALTIME ? 'SIGRTMIN' : `SIGRTMIN+${number - FIRST_REALTIME}`
}

/** A raw wait status: how it ended, as wait(2) tells it. */
function decodeStatus(status: number): { code: number } | { signal: number } {
  const signal = status & 0x7f
  return signal === 0 ? { code: (status >> 8) & 0xff } : { signal }
}

/** `wallMs` is the limit this run was given. */
export function endReason(ended: Ended, wallMs: number): EndReason {
  switch (ended.cause) {
    case 'stopped':
      return { type: 'stopped' }
    case 'time':
    case 'memory':
    case 'full':
    case 'sockets':
      return limitReason(ended.cause, wallMs)
    case 'refused':
      return { type: 'refused', say: ended.say ?? 'The program could not be started.' }
    case 'exit': {
      const how = decodeStatus(ended.status ?? 9)
      return 'code' in how
        ? { type: 'exit', code: how.code }
        : { type: 'signal', name: signalName(how.signal) }
    }
  }
}

/** `$?` of a shell; undefined when the program never started. */
export function shellStatus(ended: Ended): number | undefined {
  if (ended.cause === 'refused') return undefined
  const how = decodeStatus(ended.status ?? 9)
  return 'code' in how ? how.code : 128 + how.signal
}
