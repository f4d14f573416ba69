/** The state of the connection and the lab as one line of words, for the top bar and the live region. Pure. */
import type { ConnectionState } from '../connection/index.ts'
import { CloseCode } from '../../server/protocol/index.ts'
import type { LabState } from '../../server/protocol/index.ts'
import { ordinal } from '../session/index.ts'

export interface Status {
  /** `up`: green dot; `off`: what is not there now; `ahead`: what is to come. */
  mark: 'up' | 'off' | 'ahead'
  say: string
  /** On a phone. */
  short: string
}

export function statusOf(connection: ConnectionState, lab: LabState, now: number): Status {
  switch (connection.type) {
    case 'resting': {
      const seconds = Math.max(0, Math.ceil((connection.until - now) / 1000))
      return { mark: 'off', say: `Reconnecting ${seconds} s`, short: `${seconds} s` }
    }
    case 'over':
      return { mark: 'off', say: OVER[connection.code] ?? 'Not connected', short: 'Off' }
    case 'connecting':
      return connection.tries === 0
        ? { mark: 'ahead', say: 'Connecting', short: '...' }
        : { mark: 'off', say: 'Reconnecting', short: '...' }
    default:
      return labStatus(lab)
  }
}

const OVER: Record<number, string> = {
  [CloseCode.badHello]: 'The server is newer than this page',
  [CloseCode.noIdentity]: 'This browser is not known any more',
  [CloseCode.abuse]: 'Closed by the server',
}

function labStatus(lab: LabState): Status {
  switch (lab.type) {
    case 'none':
      return { mark: 'ahead', say: 'A lab opens with Run', short: 'No lab yet' }
    case 'queued':
      return {
        mark: 'ahead',
        say: `${ordinal(lab.place)} in line for a lab`,
        short: `${ordinal(lab.place)} in line`,
      }
    case 'opening':
      return { mark: 'ahead', say: 'Your lab opens', short: 'Opens' }
    case 'lost':
      return { mark: 'off', say: 'Your lab went away', short: 'No lab' }
    default:
      return readyStatus(lab)
  }
}

function readyStatus({ broker, redis }: Extract<LabState, { type: 'ready' }>): Status {
  if (broker === 'up') return { mark: 'up', say: `Your lab, Redis ${redis}`, short: 'Your lab' }
  const what = broker === 'stopped' ? 'Redis stopped' : 'Redis restarts'
  return { mark: 'off', say: `Your lab, ${what}`, short: what }
}
