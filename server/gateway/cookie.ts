/** The learner's durable, anonymous identity: a random cookie, apart from any session. */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Proxies } from './proxies.ts'

/** At home in a tab of its own, and in another site's frame: one learner there is nobody here. */
const NAME = 'learner'
const FRAMED = 'framed'
const YEAR_S = 365 * 24 * 3600
/** 128 random bits in base64url; who knows it is that learner. */
const SHAPE = /^[\w-]{22}$/
/** Browsers take a cookie of such a name from this very host over TLS alone: a neighbour's page can't plant one. */
const HOST = '__Host-'

/** What a cookie is. */
export interface Cookie {
  readonly name: string
  readonly value: string
}

/** Moves what is kept of a learner to a name that nobody had. Settles whatever comes of it. */
export type Rename = (from: string, to: string) => Promise<void>

/** Cookies by the names that they have on the way they come: with TLS between us and the browser, ours alone. */
export class Cookies {
  readonly #proxies: Pick<Proxies, 'isSecure'>
  readonly #rename: Rename

  constructor(proxies: Pick<Proxies, 'isSecure'>, rename: Rename) {
    this.#proxies = proxies
    this.#rename = rename
  }

  /** A cookie's value, or undefined when it is missing or not of the shape. */
  read(request: IncomingMessage, name: string, shape: RegExp): string | undefined {
    return valuesOf(request, this.#named(request, name), shape)[0]
  }

  /** The learner of a request, or undefined when its cookie is missing or not ours. */
  learnerOf(request: IncomingMessage): string | undefined {
    return this.read(request, NAME, SHAPE) ?? this.read(request, FRAMED, SHAPE)
  }

  /**
   * Gives a visitor without one an identity, and renews it for a year where there is one. Who brings one from
   * before there was a name that can't be planted gets another, so that whoever planted it does not know it;
   * what was kept goes over to it, once.
   */
  async identify(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = this.inForeignFrame(request) ? FRAMED : NAME
    const learner = this.read(request, name, SHAPE)
    const value = learner ?? randomBytes(16).toString('base64url')
    this.keep(request, response, { name, value })
    if (learner !== undefined || !this.#proxies.isSecure(request)) return
    const [from, another] = valuesOf(request, name, SHAPE)
    // Of two nobody can tell which one was planted.
    if (from === undefined || another !== undefined) return
    response.appendHeader('set-cookie', `${name}=; Path=/; Max-Age=0; HttpOnly; Secure`)
    await this.#rename(from, value)
  }

  /**
   * Sets a cookie for a year. In a foreign frame it is one of that frame's site alone (partitioned): neither
   * that site nor any other learns who the visitor is elsewhere.
   */
  keep(request: IncomingMessage, response: ServerResponse, { name, value }: Cookie): void {
    const use = this.inForeignFrame(request)
      ? 'SameSite=None; Secure; Partitioned'
      : `SameSite=Lax${this.#proxies.isSecure(request) ? '; Secure' : ''}`
    response.appendHeader(
      'set-cookie',
      `${this.#named(request, name)}=${value}; Path=/; Max-Age=${YEAR_S}; HttpOnly; ${use}`,
    )
  }

  /** A document in a frame that brings no cookie of a page of ours: the page around it is another site's. */
  inForeignFrame(request: IncomingMessage): boolean {
    const { 'sec-fetch-dest': kind, 'sec-fetch-site': from } = request.headers
    // Within the frame one document leads to the next: only the first comes from the other site.
    return (
      kind === 'iframe' && (from === 'cross-site' || this.read(request, NAME, SHAPE) === undefined)
    )
  }

  #named(request: IncomingMessage, name: string): string {
    return this.#proxies.isSecure(request) ? HOST + name : name
  }
}

/** All values under a name, in the order that they came: of one host several paths and domains may send some. */
function valuesOf(request: IncomingMessage, name: string, shape: RegExp): string[] {
  return (request.headers.cookie ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=')
    const value = pair.slice(at + 1).trim()
    return pair.slice(0, at).trim() === name && shape.test(value) ? [value] : []
  })
}
