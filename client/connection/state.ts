/** The connection as one union, and the pure step from one state to the next. */
import { CloseCode, FATAL_CLOSE, unreachable } from '../../server/protocol/index.ts'
import { restMs } from './retry.ts'

export type ConnectionState =
  /** Dialling, or dialled and not yet welcomed. `tries` counts failures in a row. */
  | { type: 'connecting'; tries: number }
  | { type: 'open' }
  /** Lost; the next try is at `until` (wall clock, ms). `since` is when it was lost; `crowded`: others were before us. */
  | { type: 'resting'; tries: number; since: number; until: number; crowded?: true }
  /** The server does not want us back by ourselves; the page says what to do. */
  | { type: 'over'; code: number }

export type ConnectionInput =
  | { type: 'welcomed' }
  | { type: 'closed'; code: number; now: number; random: number; hidden: boolean }
  /** The rest is over. */
  | { type: 'due' }
  /** The learner, a network that came back, or a tab that is looked at again. */
  | { type: 'hurried' }

export type ConnectionEffect = { type: 'dial' } | { type: 'rest'; ms: number }

export interface Stepped {
  state: ConnectionState
  effects: readonly ConnectionEffect[]
}

const stay = (state: ConnectionState): Stepped => ({ state, effects: [] })

/** What `input` makes of `state`. Inputs out of place change nothing. */
export function step(state: ConnectionState, input: ConnectionInput): Stepped {
  switch (input.type) {
    case 'welcomed':
      return state.type === 'connecting' ? stay({ type: 'open' }) : stay(state)
    case 'closed':
      return closed(state, input)
    case 'due':
    case 'hurried':
      if (state.type !== 'resting') return stay(state)
      return { state: { type: 'connecting', tries: state.tries }, effects: [{ type: 'dial' }] }
    default:
      return unreachable(input)
  }
}

function closed(
  state: ConnectionState,
  input: Extract<ConnectionInput, { type: 'closed' }>,
): Stepped {
  if (state.type === 'over' || state.type === 'resting') return stay(state)
  if (FATAL_CLOSE.has(input.code)) return stay({ type: 'over', code: input.code })
  const tries = state.type === 'connecting' ? state.tries : 0
  const ms = restMs({ tries, random: input.random, hidden: input.hidden })
  const crowded = input.code === CloseCode.crowded ? ({ crowded: true } as const) : {}
  return {
    state: {
      type: 'resting',
      tries: tries + 1,
      since: input.now,
      until: input.now + ms,
      ...crowded,
    },
    effects: [{ type: 'rest', ms }],
  }
}
