/** Progress in Redis: a hash per learner, of two entries with one key the later one holds. */
import { Redis } from 'ioredis'
import * as z from 'zod/mini'
import { ProgressEntry } from '../protocol/index.ts'
import { sharedStore, type SharedStore } from './sharedCode.ts'
import { MAX_BYTES, MAX_ENTRIES, type ProgressStore } from './store.ts'

/** A learner who stays away longer is forgotten. */
const KEEP_S = 2 * 365 * 24 * 3600
const COMMAND_MS = 1_000
const RETRY_MS = 1_000
/** Percent of its memory in use from which on Redis is nearly full. */
const SCARCE = 75
/** What Redis says when it takes no writes: its disk or its memory is full. */
const FULL = /\b(MISCONF|OOM)\b/
/** Written to see whether it takes writes again; gone by itself. */
const TRIED = 'backchannel:tried'

/**
 * KEYS[1] the hash; ARGV: seconds to keep, most entries, most bytes, then field, at, entry (JSON) in threes.
 * Returns how full Redis is, in percent of what it may hold; 0 where it does not tell or has no bound.
 * One script, so that two tabs that save at once can't put an older entry over a newer one.
 */
const SAVE = `
local key = KEYS[1]
for i = 4, #ARGV, 3 do
  local old = redis.call('HGET', key, ARGV[i])
  local at = old and tonumber(string.match(old, '^{"at":([%d.e+-]+)'))
  if not at or at <= tonumber(ARGV[i + 1]) then redis.call('HSET', key, ARGV[i], ARGV[i + 2]) end
end
redis.call('EXPIRE', key, ARGV[1])
local all = redis.call('HGETALL', key)
local bytes, ages = 0, {}
for i = 1, #all, 2 do
  local size = #all[i] + #all[i + 1]
  bytes = bytes + size
  ages[#ages + 1] = { all[i], tonumber(string.match(all[i + 1], '^{"at":([%d.e+-]+)')) or 0, size }
end
local excess = #ages - tonumber(ARGV[2])
if excess > 0 or bytes > tonumber(ARGV[3]) then
  table.sort(ages, function(a, b) return a[2] < b[2] end)
  for i = 1, #ages do
    if i > excess and bytes <= tonumber(ARGV[3]) then break end
    redis.call('HDEL', key, ages[i][1])
    bytes = bytes - ages[i][3]
  end
end
local memory = redis.pcall('INFO', 'memory')
if type(memory) ~= 'string' then return 0 end
local most = tonumber(string.match(memory, '[\\r\\n]maxmemory:(%d+)')) or 0
local used = tonumber(string.match(memory, '[\\r\\n]used_memory:(%d+)')) or 0
return most > 0 and math.floor(100 * used / most) or 0
`

const Kept = z.object({ at: z.number(), value: z.nullable(z.string()) })

export class RedisStore implements ProgressStore {
  readonly shared: SharedStore
  readonly #redis: Redis
  readonly #listeners = new Set<(up: boolean) => void>()
  readonly #log: (line: string) => void
  /** Connected. */
  #there = false
  #up = false
  #scarce = false
  #trying: NodeJS.Timeout | undefined
  /** Until `settled`, not being there yet is no news. */
  #settling = true
  #told = ''

  /** `where`: a `redis://` address, or the path of a Unix socket. Connects by itself, now and again. */
  constructor(where: { url: string } | { socket: string }, log: (line: string) => void) {
    this.#log = log
    const options = {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: COMMAND_MS,
      connectTimeout: 3_000,
      retryStrategy: (times: number) => Math.min(times * 50, RETRY_MS),
    }
    this.#redis =
      'url' in where ? new Redis(where.url, options) : new Redis({ ...options, path: where.socket })
    this.shared = sharedStore(this.#redis)
    this.#redis.on('ready', () => this.#become({ there: true, full: false }))
    this.#redis.on('close', () => this.#become({ there: false, full: false }))
    this.#redis.on('error', (error) => this.#trouble(error.message))
  }

  /** It can be written. */
  get up(): boolean {
    return this.#up
  }

  get scarce(): boolean {
    return this.#scarce
  }

  onChange(listener: (up: boolean) => void): void {
    this.#listeners.add(listener)
  }

  /** Resolves when the store is there for the first time or `ms` have passed. */
  async settled(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#redis.once('ready', () => {
        clearTimeout(timer)
        resolve()
      })
    })
    this.#settling = false
    if (!this.#up) this.#log('progress: the store is away; it is tried again and again')
  }

  async load(learner: string): Promise<readonly ProgressEntry[] | undefined> {
    if (!this.#there) return undefined
    try {
      const all = await this.#redis.hgetall(keyOf(learner))
      return Object.entries(all).flatMap(([key, text]) => parse(key, text))
    } catch {
      // Away or too slow: the page keeps its own copy and goes on.
      return undefined
    }
  }

  async save(learner: string, entries: readonly ProgressEntry[]): Promise<boolean> {
    if (!this.#up) return false
    // `at` first: the script reads it without parsing the rest.
    const args = entries.flatMap(({ key, at, value }) => [
      key,
      String(at),
      JSON.stringify({ at, value }),
    ])
    try {
      const full = await this.#redis.eval(
        SAVE,
        1,
        keyOf(learner),
        KEEP_S,
        MAX_ENTRIES,
        MAX_BYTES,
        ...args,
      )
      this.#look(Number(full))
      return true
    } catch (error) {
      if (this.#there && error instanceof Error && FULL.test(error.message)) this.#isFull(error)
      // Told to the page as `stored: false`; it sends again.
      return false
    }
  }

  async rename(from: string, to: string): Promise<void> {
    try {
      await this.#redis.renamenx(keyOf(from), keyOf(to))
    } catch {
      // Away, or nothing was kept: the page has its own copy and sends it.
    }
  }

  async dispose(): Promise<void> {
    this.#listeners.clear()
    clearTimeout(this.#trying)
    try {
      if (this.#there) await this.#redis.quit()
    } catch {
      // It went away first, which is what was wanted.
    }
    this.#redis.disconnect()
  }

  /** One line per new trouble, not one per try. */
  #trouble(text: string): void {
    if (this.#settling || text === this.#told) return
    this.#told = text
    this.#log(`progress: ${text}`)
  }

  #look(percent: number): void {
    const scarce = percent >= SCARCE
    if (scarce && !this.#scarce)
      this.#log(`progress: ${percent} % of its memory is used; of each network little more is kept`)
    this.#scarce = scarce
  }

  #isFull(error: Error): void {
    this.#trouble(error.message)
    this.#become({ there: true, full: true })
    clearTimeout(this.#trying)
    this.#trying = setTimeout(() => void this.#try(), RETRY_MS)
    this.#trying.unref()
  }

  /** Nobody saves while it is said to be full: so we do. */
  async #try(): Promise<void> {
    try {
      await this.#redis.set(TRIED, '', 'EX', 1)
      this.#become({ there: true, full: false })
    } catch (error) {
      if (this.#there && error instanceof Error) this.#isFull(error)
    }
  }

  #become({ there, full }: { there: boolean; full: boolean }): void {
    this.#there = there
    const up = there && !full
    if (this.#up === up) return
    this.#up = up
    for (const listener of this.#listeners) listener(up)
  }
}

function keyOf(learner: string): string {
  return `backchannel:progress:${learner}`
}

/** What another version wrote and we can't read is left alone. */
function parse(key: string, text: string): ProgressEntry[] {
  try {
    const kept = Kept.safeParse(JSON.parse(text))
    const entry = kept.success ? ProgressEntry.safeParse({ key, ...kept.data }) : kept
    return entry.success ? [entry.data as ProgressEntry] : []
  } catch {
    return []
  }
}
