/** Who asks and how, when a proxy stands before us: what it says is believed of the proxies named, and of nobody else. */
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { TLSSocket } from 'node:tls'
import proxyAddr from 'proxy-addr'

export class Proxies {
  readonly #trusts: (address: string, index: number) => boolean
  readonly #publicUrl: URL | undefined

  /** `trusted`: addresses or ranges; with none, X-Forwarded headers mean nothing. */
  constructor(trusted: readonly string[], publicUrl?: URL) {
    this.#trusts = proxyAddr.compile([...trusted])
    this.#publicUrl = publicUrl
  }

  /** Whether this is the address of a proxy that is believed. */
  trusts(address: string): boolean {
    return isIP(address) !== 0 && this.#trusts(address, 0)
  }

  /** The visitor's address, as far as it can be believed. */
  addressOf(request: IncomingMessage): string {
    const near = request.socket.remoteAddress ?? ''
    const far = proxyAddr(request, this.#trusts)
    // Not an address, whatever a proxy wrote: then it is the proxy who asks.
    return isIP(far) === 0 ? near : far
  }

  /** Whether TLS is between the visitor and us. */
  isSecure(request: IncomingMessage): boolean {
    const { host, 'x-forwarded-proto': said } = request.headers
    const url = this.#publicUrl
    if (url?.protocol === 'https:' && host?.toLowerCase() === url.host) return true
    if ((request.socket as Partial<TLSSocket>).encrypted === true) return true
    return said === 'https' && this.trusts(request.socket.remoteAddress ?? '')
  }
}
