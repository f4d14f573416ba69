/** The learner's durable, anonymous identity: a random cookie, apart from any session. */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** At home in a tab of its own, and in another site's frame: one learner there is nobody here. */
const NAME = 'learner'
const FRAMED = 'framed'
const YEAR_S = 365 * 24 * 3600
/** 128 random bits in base64url; who knows it is that learner. */
const SHAPE = /^[\w-]{22}$/

/** What a cookie is set for. */
export interface CookieUse {
  /** TLS is between us and the browser. */
  readonly secure: boolean
}

/** A cookie's value, or undefined when it is missing or not of the shape. */
export function cookieOf(
  request: IncomingMessage,
  name: string,
  shape: RegExp,
): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    const value = pair.slice(at + 1).trim()
    if (pair.slice(0, at).trim() === name && shape.test(value)) return value
  }
  return undefined
}

/** The learner of a request, or undefined when its cookie is missing or not ours. */
export function learnerOf(request: IncomingMessage): string | undefined {
  return cookieOf(request, NAME, SHAPE) ?? cookieOf(request, FRAMED, SHAPE)
}

/** Gives a visitor without one an identity, and renews it for a year where there is one. */
export function identify(
  request: IncomingMessage,
  response: ServerResponse,
  { secure }: CookieUse,
): void {
  const name = inForeignFrame(request) ? FRAMED : NAME
  const learner = cookieOf(request, name, SHAPE) ?? randomBytes(16).toString('base64url')
  keepCookie(request, response, { name, value: learner, secure })
}

/**
 * Sets a cookie for a year. In a foreign frame it is one of that frame's site alone (partitioned): neither
 * that site nor any other learns who the visitor is elsewhere.
 */
export function keepCookie(
  request: IncomingMessage,
  response: ServerResponse,
  { name, value, secure }: CookieUse & { readonly name: string; readonly value: string },
): void {
  const use = inForeignFrame(request)
    ? 'SameSite=None; Secure; Partitioned'
    : `SameSite=Lax${secure ? '; Secure' : ''}`
  response.appendHeader(
    'set-cookie',
    `${name}=${value}; Path=/; Max-Age=${YEAR_S}; HttpOnly; ${use}`,
  )
}

/** A document in a frame that brings no cookie of a page of ours: the page around it is another site's. */
export function inForeignFrame(request: IncomingMessage): boolean {
  const { 'sec-fetch-dest': kind, 'sec-fetch-site': from } = request.headers
  // Within the frame one document leads to the next: only the first comes from the other site.
  return (
    kind === 'iframe' && (from === 'cross-site' || cookieOf(request, NAME, SHAPE) === undefined)
  )
}
