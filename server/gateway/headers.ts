/** Security headers of every answer, and which answers other sites may frame. */
import type { RequestHandler, Response } from 'express'

/** Monaco writes style elements and attributes as it goes, hence `unsafe-inline`; scripts have no such hole. */
const POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  // The frame that shows a learner's app: what is in it is pressed, and answered without a document.
  'frame-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
} as const

const OWN = "'self'"

/** What a page could ask a browser for, and this one never does. */
const NOT_ASKED = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': NOT_ASKED.map((name) => `${name}=()`).join(', '),
} as const

type Directives = Readonly<Partial<Record<keyof typeof POLICY | 'frame-ancestors', string>>>

/** The page's policy with some directives of a document's own. */
export function policy(own: Directives = {}): string {
  const all = { ...POLICY, 'frame-ancestors': OWN, ...own }
  return Object.entries(all)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ')
}

/** `trusted` tells of a response whether its browser holds the connection for a safe one. */
export function securityHeaders(trusted: (response: Response) => boolean): RequestHandler {
  return (_request, response, next) => {
    response.set({ ...ALWAYS, 'content-security-policy': policy() })
    // Over plain HTTP browsers ignore it, with an error in the console.
    if (trusted(response)) response.set('cross-origin-opener-policy', 'same-origin')
    next()
  }
}

/**
 * Lets the document of this answer be framed by its own site and by `sites`: origins, or `*`.
 * What such a document knows of its visitor must come from `identify`, which keeps foreign frames apart.
 */
export function mayBeFramedBy(response: Response, sites: readonly string[]): void {
  response.set({
    'content-security-policy': policy({ 'frame-ancestors': [OWN, ...sites].join(' ') }),
    // A page that isolates itself (COEP) frames only what says so.
    'cross-origin-resource-policy': 'cross-origin',
  })
}
