/** The learner's durable, anonymous identity: a random cookie, apart from any session. */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

const NAME = 'learner'
const YEAR_S = 365 * 24 * 3600
/** 128 random bits in base64url; who knows it is that learner. */
const SHAPE = /^[\w-]{22}$/

/** The learner of a request, or undefined when its cookie is missing or not ours. */
export function learnerOf(request: IncomingMessage): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    const value = pair.slice(at + 1).trim()
    if (pair.slice(0, at).trim() === NAME && SHAPE.test(value)) return value
  }
  return undefined
}

/** Gives a visitor without one an identity, and renews it for a year where there is one. */
export function identify(request: IncomingMessage, response: ServerResponse): void {
  const learner = learnerOf(request) ?? randomBytes(16).toString('base64url')
  const secure = request.headers['x-forwarded-proto'] === 'https' ? '; Secure' : ''
  response.appendHeader(
    'set-cookie',
    `${NAME}=${learner}; Path=/; Max-Age=${YEAR_S}; HttpOnly; SameSite=Lax${secure}`,
  )
}
