/** What the host lets in from outside: names, proxies, the class's code, pages that may frame a step. Pure. */

export interface EdgeConfig {
  /** The one origin that learners use; undefined: this machine's own names. */
  readonly publicUrl: URL | undefined
  /** Addresses or ranges of proxies whose X-Forwarded headers are believed. */
  readonly trustProxy: readonly string[]
  /** What a class types once to come in. */
  readonly accessCode: string | undefined
  /** Sources of `frame-ancestors` for embedded steps: origins, or `*`. */
  readonly embedIn: readonly string[]
  /** Who knows it may read /metrics from elsewhere. */
  readonly metricsToken: string | undefined
}

export interface EdgeWords {
  readonly 'public-url'?: string | undefined
  readonly 'trust-proxy'?: string | undefined
  readonly 'access-code'?: string | undefined
  readonly 'embed-in'?: string | undefined
  readonly 'metrics-token'?: string | undefined
}

export const EDGE_FLAGS = [
  'public-url',
  'trust-proxy',
  'access-code',
  'embed-in',
  'metrics-token',
] as const

/** Shorter ones are found by trying. */
const CODE_LENGTH = 6
const TOKEN_LENGTH = 16
const RANGE = /^(loopback|linklocal|uniquelocal|[\da-f:.]+(\/\d{1,3})?)$/i

/** Flags win over the environment. `wrong` makes the error that is thrown. */
export function readEdge(
  flags: EdgeWords,
  env: Readonly<Record<string, string | undefined>>,
  wrong: (say: string) => Error,
): EdgeConfig {
  const said = (name: keyof EdgeWords): string | undefined => {
    const text = flags[name] ?? env[name.toUpperCase().replaceAll('-', '_')]
    return text === undefined || text === '' ? undefined : text
  }
  const trustProxy = list(said('trust-proxy'))
  const range = trustProxy.find((one) => !RANGE.test(one))
  if (range !== undefined)
    throw wrong(`--trust-proxy takes addresses like 10.0.0.2 or 10.0.0.0/8, not ${range}.`)
  const accessCode = said('access-code')
  if (accessCode !== undefined && accessCode.length < CODE_LENGTH)
    throw wrong(`ACCESS_CODE needs ${CODE_LENGTH} characters or more.`)
  const metricsToken = said('metrics-token')
  if (metricsToken !== undefined && metricsToken.length < TOKEN_LENGTH)
    throw wrong(`METRICS_TOKEN needs ${TOKEN_LENGTH} characters or more.`)
  const embedIn = list(said('embed-in')).map((source) => ancestor(source, wrong))
  const publicUrl = readUrl(said('public-url'), wrong)
  return { publicUrl, trustProxy, accessCode, embedIn, metricsToken }
}

function list(text = ''): string[] {
  return text.split(/[\s,]+/).filter((one) => one !== '')
}

function readUrl(text: string | undefined, wrong: (say: string) => Error): EdgeConfig['publicUrl'] {
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    throw wrong(`--public-url is an origin like https://play.example, not ${text}.`)
  return url
}

/** An origin as browsers write it; its host may begin with `*.`. Anything else could end the header's line. */
function ancestor(text: string, wrong: (say: string) => Error): string {
  if (text === '*') return text
  const found = /^(https?:\/\/)(\*\.)?([\w.-]+(:\d{1,5})?)\/?$/i.exec(text)
  if (found === null)
    throw wrong(`--embed-in takes origins like https://school.example, or *, not ${text}.`)
  return `${found[1]}${found[2] ?? ''}${found[3]}`.toLowerCase()
}
