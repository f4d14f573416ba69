/** What the host lets in, made once from the configuration and shared by HTTP and WebSocket. */
import { AccessCode } from './code.ts'
import { Cookies, type Rename } from './cookie.ts'
import type { OnLimit } from './limits.ts'
import { Names, type NamesOptions } from './names.ts'
import { Proxies } from './proxies.ts'
import { Rates } from './rates.ts'

export interface EdgeOptions extends NamesOptions {
  /** Proxies that are believed: addresses or ranges. */
  readonly trustProxy?: readonly string[]
  /** Sites that may frame an embedded step: origins, or `*`. */
  readonly embedIn?: readonly string[]
  /** What a class types to come in. */
  readonly accessCode?: string | undefined
  /** Opens the figures for the host to who is elsewhere. */
  readonly metricsToken?: string | undefined
  readonly onLimit?: OnLimit
  readonly rename?: Rename
}

export interface Edge {
  readonly names: Names
  readonly proxies: Proxies
  readonly cookies: Cookies
  readonly rates: Rates
  readonly code: AccessCode | undefined
  readonly embedIn: readonly string[]
  readonly metricsToken: string | undefined
  readonly onLimit: OnLimit
}

export function createEdge(options: EdgeOptions = {}): Edge {
  const { trustProxy = [], embedIn = [], publicUrl, accessCode, metricsToken } = options
  const { onLimit = () => undefined, rename = () => Promise.resolve() } = options
  const proxies = new Proxies(trustProxy, publicUrl)
  const cookies = new Cookies(proxies, rename)
  return {
    names: new Names(options),
    proxies,
    cookies,
    rates: new Rates(onLimit),
    code: accessCode === undefined ? undefined : new AccessCode(accessCode, cookies),
    embedIn,
    metricsToken,
    onLimit,
  }
}
