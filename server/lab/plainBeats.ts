/** Heartbeats without a sandbox: the server itself asks the program's page. */
import { get } from 'node:http'
import { monotonicMs } from './clock.ts'
import type { RunListener, RunSpec } from './lab.ts'

/** Asks until the returned function is called; never more than one question at a time. */
export function beats(
  { port, path, everyMs, timeoutMs }: NonNullable<RunSpec['heartbeat']>,
  listener: RunListener,
): () => void {
  let next: NodeJS.Timeout | undefined
  let over = false
  const ask = (): void => {
    const at = monotonicMs()
    let timedOut = false
    const answered = (tell: () => void): void => {
      if (over) return
      tell()
      next = setTimeout(ask, Math.max(0, everyMs - (monotonicMs() - at)))
    }
    const request = get({ host: '127.0.0.1', port, path, agent: false }, (response) => {
      response.resume()
      const status = response.statusCode ?? 0
      const ms = monotonicMs() - at
      response.on('close', () => {
        answered(() => {
          listener.beat({ type: 'answered', at, ms, status })
        })
      })
    })
    request.setTimeout(timeoutMs, () => {
      timedOut = true
      request.destroy()
    })
    request.on('error', () => {
      answered(() => {
        if (timedOut) listener.beat({ type: 'timeout', at, ms: monotonicMs() - at })
        else listener.beat({ type: 'refused', at })
      })
    })
  }
  ask()
  return () => {
    over = true
    clearTimeout(next)
  }
}
