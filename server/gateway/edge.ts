/** What the host lets in, made once from the configuration and shared by HTTP and WebSocket. */
import { Names, type NamesOptions } from './names.ts'
import { Proxies } from './proxies.ts'

export interface EdgeOptions extends NamesOptions {
  /** Proxies that are believed: addresses or ranges. */
  readonly trustProxy?: readonly string[]
  /** Sites that may frame an embedded step: origins, or `*`. */
  readonly embedIn?: readonly string[]
}

export interface Edge {
  readonly names: Names
  readonly proxies: Proxies
  readonly embedIn: readonly string[]
}

export function createEdge(options: EdgeOptions = {}): Edge {
  const { trustProxy = [], embedIn = [], publicUrl } = options
  return { names: new Names(options), proxies: new Proxies(trustProxy, publicUrl), embedIn }
}
