/** Sends a message by hand, once or again and again, and tells what became of it. */
import { useEffect, useRef, useState } from 'react'
import { useSession } from '../session/index.ts'
import type { Session } from '../session/index.ts'

export interface Letter {
  channel: string
  message: string
  times: number
  everyMs: number
}

export type Outcome =
  | { type: 'none' }
  | { type: 'sending'; sent: number; letter: Letter }
  /** `receivers` of the last one, and why there were none. */
  | { type: 'sent'; sent: number; letter: Letter; receivers: number; why: string }
  | { type: 'refused' }

export interface Publishing {
  outcome: Outcome
  send: (letter: Letter) => void
  stop: () => void
}

/** `why` is asked when nobody received a message. */
export function usePublishing(why: (channel: string) => string): Publishing {
  const session = useSession()
  const [outcome, setOutcome] = useState<Outcome>({ type: 'none' })
  const current = useRef<AbortController>(undefined)
  useEffect(() => () => current.current?.abort(), [])
  const stop = () => current.current?.abort()
  return {
    outcome,
    stop,
    send: (letter) => {
      stop()
      const controller = new AbortController()
      current.current = controller
      // Once a newer message is on its way, it has the word.
      const tell = (news: Outcome) =>
        current.current === controller ? setOutcome(news) : undefined
      void sendAll(session, { letter, tell, why }, controller.signal)
    },
  }
}

interface Sending {
  letter: Letter
  tell: (outcome: Outcome) => void
  why: (channel: string) => string
}

/** One after the other: the next waits for the answer to the last, however short the interval. */
async function sendAll(
  session: Session,
  { letter, tell, why }: Sending,
  signal: AbortSignal,
): Promise<void> {
  const { channel, message, times, everyMs } = letter
  for (let sent = 1; ; sent++) {
    tell({ type: 'sending', sent: sent - 1, letter })
    const began = performance.now()
    const answer = await session.ask({ type: 'publish', channel, message })
    if (answer.type !== 'published') return tell({ type: 'refused' })
    if (sent < times) await pause(everyMs - (performance.now() - began), signal)
    if (sent < times && !signal.aborted) continue
    const { receivers } = answer
    return tell({ type: 'sent', sent, letter, receivers, why: receivers === 0 ? why(channel) : '' })
  }
}

/** Resolves after `ms`, or at once when it is called off. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, Math.max(0, ms))
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
