/** Shared code in the same Redis as progress: each piece for some days, bounded for each learner and for all. */
import { randomBytes } from 'node:crypto'
import type { Redis } from 'ioredis'
import { SHARED_DAYS } from '../protocol/index.ts'

export type Kept =
  | { readonly type: 'kept'; readonly id: string; readonly until: number }
  /** This learner has shared as much as one may in an hour. */
  | { readonly type: 'too-many' }
  /** All learners together have. */
  | { readonly type: 'full' }
  | { readonly type: 'away' }

export type Found =
  | { readonly type: 'found'; readonly code: string }
  | { readonly type: 'unknown' }
  | { readonly type: 'away' }

/** Both calls settle within about a second, also while Redis is away. */
export interface SharedStore {
  /** Keeps `code` under a new id, SHARED_DAYS long. */
  keep(learner: string, code: string): Promise<Kept>
  find(id: string): Promise<Found>
  /** Three quarters of what all may keep together are there. */
  readonly scarce: boolean
}

export interface SharedLimits {
  /** Pieces of one learner in an hour. */
  readonly anHour: number
  /** Characters of all pieces together. */
  readonly chars: number
}

const SHARED_LIMITS: SharedLimits = { anHour: 20, chars: 200_000_000 }

/** One slot of a cluster for all of them, since one script looks at several. */
const PREFIX = 'backchannel:{shared}:'

/**
 * KEYS: the piece, the index (`size id` by its end in s), the sum of sizes, the learner's count.
 * ARGV: id, code, seconds to keep, pieces an hour, characters of all.
 * What has expired leaves the index first, so the sum is right whenever it is looked at.
 */
const KEEP = `
local count = redis.call('INCR', KEYS[4])
if count == 1 then redis.call('EXPIRE', KEYS[4], 3600) end
if count > tonumber(ARGV[4]) then return 'too-many' end
local now = tonumber(redis.call('TIME')[1])
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now)) do
  redis.call('DECRBY', KEYS[3], tonumber(string.match(gone, '^%d+')))
  redis.call('ZREM', KEYS[2], gone)
end
local sum = tonumber(redis.call('GET', KEYS[3]) or '0')
if sum + #ARGV[2] > tonumber(ARGV[5]) then return 'full' end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[3]), #ARGV[2] .. ' ' .. ARGV[1])
redis.call('INCRBY', KEYS[3], #ARGV[2])
return sum + #ARGV[2] > 0.75 * tonumber(ARGV[5]) and 'scarce' or 'kept'
`

export function sharedStore(redis: Redis, limits: SharedLimits = SHARED_LIMITS): SharedStore {
  let scarce = false
  return {
    get scarce() {
      return scarce
    },
    async keep(learner, code) {
      const id = randomBytes(16).toString('base64url')
      const seconds = SHARED_DAYS * 24 * 3600
      const keys = [id, 'index', 'sum', `by:${learner}`].map((name) => PREFIX + name)
      const args = [id, code, seconds, limits.anHour, limits.chars]
      try {
        const said = await redis.eval(KEEP, keys.length, ...keys, ...args)
        if (said !== 'too-many') scarce = said !== 'kept'
        if (said === 'too-many' || said === 'full') return { type: said }
        return { type: 'kept', id, until: Date.now() + seconds * 1000 }
      } catch {
        // Away, too slow, or its disk is full: the page says that it can't be kept now.
        return { type: 'away' }
      }
    },
    async find(id) {
      try {
        const code = await redis.get(PREFIX + id)
        return code === null ? { type: 'unknown' } : { type: 'found', code }
      } catch {
        return { type: 'away' }
      }
    },
  }
}
