/** By which names this server may be asked, and whose pages may open a socket. */
import type { IncomingMessage } from 'node:http'

export interface NamesOptions {
  readonly publicUrl?: URL | undefined
  /** Names of this machine beside `localhost`. */
  readonly own?: readonly string[]
  /** Without a sandbox: nobody but this machine's own pages. */
  readonly onlyLocal?: boolean
}

/** `host` is a Host header, with or without a port. */
export function isLocalHost(host: string | undefined): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i.test(host ?? '')
}

/** An address is nobody's to give away: no name of another site can be made to lead here by it. */
function isAddress(host: string): boolean {
  return /^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])(:\d{1,5})?$/i.test(host)
}

export class Names {
  readonly #publicUrl: URL | undefined
  readonly #own: ReadonlySet<string>
  readonly #onlyLocal: boolean

  constructor({ publicUrl, own = [], onlyLocal = false }: NamesOptions) {
    this.#publicUrl = publicUrl
    this.#own = new Set(own.map((name) => name.toLowerCase()))
    this.#onlyLocal = onlyLocal
  }

  /** What who asks by another name is told. */
  get otherwise(): string {
    if (this.#onlyLocal) return 'Only this machine may ask.\n'
    const url = this.#publicUrl
    return url === undefined
      ? 'This server does not go by that name. Its host can give it one with --public-url.\n'
      : `This server is at ${url.origin}.\n`
  }

  /** False for a name that somebody else made to point here (DNS rebinding). */
  answersTo(host: string | undefined): boolean {
    if (isLocalHost(host)) return true
    if (host === undefined || this.#onlyLocal) return false
    if (this.#publicUrl !== undefined) return host.toLowerCase() === this.#publicUrl.host
    return isAddress(host) || this.#own.has(host.toLowerCase().replace(/:\d{1,5}$/, ''))
  }

  /** Another site's page must not speak with this learner's cookie. */
  admits({ headers }: IncomingMessage): boolean {
    const { origin, host } = headers
    if (!this.answersTo(host) || origin === undefined || !URL.canParse(origin)) return false
    const from = new URL(origin)
    const url = this.#publicUrl
    if (url !== undefined && host?.toLowerCase() === url.host) return from.origin === url.origin
    return from.host === host?.toLowerCase()
  }
}
