/** The class's access code: a page with one field for who has not shown it, and nothing else. */
import { scryptSync } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import express, { Router, type Request, type Response } from 'express'
import type { Cookies } from './cookie.ts'
import { codePage } from './codePage.ts'
import { policy } from './headers.ts'
import { placeOf } from './place.ts'
import type { Proxies } from './proxies.ts'
import type { Rates } from './rates.ts'
import { same } from './secret.ts'

const NAME = 'pass'
const SHAPE = /^[\w-]{43}$/

/** Who has typed the code keeps a cookie, until the host changes the code. */
export class AccessCode {
  readonly #code: string
  readonly #cookies: Cookies
  /** Slow to make, so that a cookie that leaked does not give the code away. */
  readonly #pass: string

  constructor(code: string, cookies: Cookies) {
    this.#code = code
    this.#cookies = cookies
    this.#pass = scryptSync(code, 'backchannel access code', 32).toString('base64url')
  }

  admits(request: IncomingMessage): boolean {
    const pass = this.#cookies.read(request, NAME, SHAPE)
    return pass !== undefined && same(pass, this.#pass)
  }

  knows(typed: string): boolean {
    return same(typed.trim(), this.#code)
  }

  keep(request: IncomingMessage, response: Response): void {
    this.#cookies.keep(request, response, { name: NAME, value: this.#pass })
  }
}

export interface GateParts {
  readonly code: AccessCode
  readonly rates: Rates
  readonly proxies: Proxies
}

/** Lets pass who has shown the code; asks all others for it, at whatever address of the page they came to. */
export function gate({ code, rates, proxies }: GateParts): Router {
  const router = Router()
  router.use((request, _response, next) => next(code.admits(request) ? 'router' : undefined))
  router.use('/api', (_request, response) => {
    response.status(401).json({ say: 'Reload the page and type the access code.' })
  })
  router.post('/*path', express.urlencoded({ extended: false, limit: '1kb' }), tried)
  router.post('/', express.urlencoded({ extended: false, limit: '1kb' }), tried)
  router.use((_request, response) => ask(response, 401))
  return router

  async function tried(request: Request, response: Response): Promise<void> {
    const typed: unknown = (request.body as Record<string, unknown>)['code']
    const place = placeOf(proxies.addressOf(request))
    if (typeof typed !== 'string' || typed === '') return ask(response, 401)
    // Beyond the limit few are looked at, the right one as well: else whoever guesses could go on.
    const late = (await rates.spent('codes', place))
      ? await rates.take('lateCodes', place)
      : undefined
    if (late !== undefined) return tooMany(response, late)
    if (!code.knows(typed)) {
      const wait = await rates.take('codes', place)
      return wait === undefined
        ? ask(response, 401, 'That is not the code.')
        : tooMany(response, wait)
    }
    code.keep(request, response)
    // A path of ours alone: `//other.example` would lead away.
    response.redirect(303, `/${request.originalUrl.replace(/^[/\\]+/, '')}`)
  }
}

function tooMany(response: Response, wait: number): void {
  response.set('retry-after', String(wait))
  ask(response, 429, `Too many wrong codes. Try again in ${Math.ceil(wait / 60)} min.`)
}

function ask(response: Response, status: 401 | 429, say?: string): void {
  response.set({
    'cache-control': 'no-store',
    'content-security-policy': policy({ 'form-action': "'self'" }),
  })
  response.status(status).type('html').send(codePage(say))
}
