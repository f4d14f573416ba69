/** What redis-cli knows of a command by its name alone: which streams, which prints raw, what it remembers. Pure. */
import type { Printed } from './printer.ts'

/** A command's words in lower case, as far as their names count. */
export function nameOf(words: readonly Buffer[]): readonly string[] {
  return words.slice(0, 2).map((word) => word.toString().toLowerCase())
}

const LIVE = new Set(['subscribe', 'psubscribe', 'ssubscribe', 'monitor'])

/** It goes on until it is stopped. */
export function isLive(words: readonly Buffer[]): boolean {
  return LIVE.has(nameOf(words)[0] ?? '')
}

const RAW = new Set(['info', 'lolwut'])
const RAW_PAIRS = new Set([
  'client info',
  'client list',
  'cluster info',
  'cluster nodes',
  'latency doctor',
  'latency graph',
  'memory doctor',
  'memory malloc-stats',
])

/** Its strings are printed as they are. */
export function isRaw(words: readonly Buffer[]): boolean {
  const [name = '', second = ''] = nameOf(words)
  return RAW.has(name) || RAW_PAIRS.has(`${name} ${second}`)
}

const LEAVING = /^[ps]?unsubscribe$/

/** RESP3 answers UNSUBSCRIBE by pushes alone, which begin with its name; what else is pushed answers nothing. */
export function isConfirmed(
  words: readonly Buffer[],
  { type, text }: Pick<Printed, 'type' | 'text'>,
): boolean {
  const [name = ''] = nameOf(words)
  return type === 'push' && LEAVING.test(name) && text.startsWith(`1) "${name}"\n`)
}

/** What redis-cli shows before a line, and says again to a new connection. */
export interface Remembered {
  readonly db: number
  /** The database before MULTI, while in a transaction. */
  readonly before: number | undefined
  readonly resp3: boolean
}

export const fresh: Remembered = { db: 0, before: undefined, resp3: false }

/** After a reply that was no error, or EXEC's of any kind. */
export function remember(
  known: Remembered,
  words: readonly Buffer[],
  { type }: Pick<Printed, 'type'>,
): Remembered {
  const [name, first] = nameOf(words)
  const failed = type === 'error'
  if (name === 'exec' && known.before !== undefined)
    return { ...known, db: failed || type === 'nil' ? known.before : known.db, before: undefined }
  if (failed) return known
  switch (name) {
    case 'select':
      return { ...known, db: Number.parseInt(first ?? '', 10) || 0 }
    case 'multi':
      return { ...known, before: known.db }
    case 'discard':
      return { ...known, db: known.before ?? known.db, before: undefined }
    case 'reset':
      return fresh
    case 'hello':
      return first === undefined ? known : { ...known, resp3: first === '3' }
    default:
      return known
  }
}

const HOST = '127.0.0.1:6379'

/** What stands before the next line: `127.0.0.1:6379[1](TX)>`. */
export function promptOf({ db, before }: Remembered): string {
  return `${HOST}${db === 0 ? '' : `[${db}]`}${before === undefined ? '' : '(TX)'}>`
}

export const NOT_CONNECTED = 'not connected>'
export const REFUSED = `Could not connect to Redis at ${HOST}: Connection refused\n`

/** Commands that bring a new connection to where the last one was. */
export function restoring({ db, resp3 }: Remembered): string[][] {
  return [...(resp3 ? [['HELLO', '3']] : []), ...(db === 0 ? [] : [['SELECT', `${db}`]])]
}
