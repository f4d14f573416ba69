/** A visit without a sandbox: the server itself asks the program's page. */
import { get, type IncomingMessage } from 'node:http'
import { monotonicMs } from './clock.ts'
import type { Visited, VisitSpec } from './lab.ts'
import { SERVER_LIMITS } from './limits.ts'

type Outcome = Visited extends infer V ? (V extends Visited ? Omit<V, 'at' | 'ms'> : never) : never

/** See `Lab.visit`. */
export function visitPlainly(
  { port, path }: VisitSpec,
  visited: (visited: Visited) => void,
): () => void {
  const began = monotonicMs()
  let over = false
  const end = (outcome: Outcome): void => {
    if (over) return
    over = true
    const at = monotonicMs()
    visited({ ...outcome, at, ms: at - began })
    request.destroy()
  }
  const headers = { host: `localhost:${port}`, 'user-agent': 'visitor', accept: 'text/html, */*' }
  const request = get({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
    read(response, end)
  })
  request.setTimeout(SERVER_LIMITS.visitMs, () => {
    end({ type: 'failed', say: 'The visit was given up: no answer came.' })
  })
  request.on('error', (error: NodeJS.ErrnoException) => {
    const refused = error.code === 'ECONNREFUSED'
    const say = refused
      ? `Nothing listens on port ${port}.`
      : 'The app closed the connection without an answer.'
    end({ type: 'failed', say })
  })
  return () => {
    end({ type: 'left' })
  }
}

function read(response: IncomingMessage, end: (outcome: Outcome) => void): void {
  const pieces: Buffer[] = []
  let size = 0
  const answered = (cut: boolean): void => {
    const { location, 'content-type': contentType } = response.headers
    end({
      type: 'answered',
      status: response.statusCode ?? 0,
      cut,
      body: Buffer.concat(pieces).subarray(0, SERVER_LIMITS.page),
      ...(contentType === undefined ? {} : { contentType }),
      ...(location === undefined ? {} : { location }),
    })
  }
  response.on('data', (piece: Buffer) => {
    pieces.push(piece)
    size += piece.length
    if (size > SERVER_LIMITS.page) answered(true)
  })
  response.on('end', () => {
    answered(false)
  })
  response.on('error', () => {
    end({ type: 'failed', say: 'The app closed the connection in the middle of its answer.' })
  })
}
