/**
 * What was seen on the wire between programs and the lab's Redis. Every event names the connection and the
 * program that owns it; nothing here is guessed.
 */
import * as z from 'zod/mini'

/** The `program` of what the learner does by hand: no program of a step can be called so. */
export const YOU = 'you'

/** Payloads and arguments are shown up to this many bytes; `size` always tells the whole. */
export const PREVIEW_BYTES = 256

/**
 * Whose connection. `connection` counts from 1 within the lab. `program` is the program's id, `you` for what is
 * done by hand, and empty where the owner was gone before it could be known; `run` is there with a program.
 */
const whose = {
  program: z.string(),
  run: z.optional(z.int()),
  connection: z.int(),
}

/** ms on the session's clock when it was seen on the wire. */
const at = z.number()

/**
 * A payload. `message` is its beginning as text; bytes that are no UTF-8 are written `\xff` as redis-cli does,
 * and then `binary` is true (a backslash is `\\` in that case alone). `size` is the whole length in bytes.
 */
const payload = {
  message: z.string(),
  size: z.int(),
  binary: z.optional(z.boolean()),
}

/** What one can subscribe to: a channel, a pattern of channels, a sharded channel. */
export const Topic = z.enum(['channel', 'pattern', 'shard'])
export type Topic = z.infer<typeof Topic>

/** `none`: the program wanted no reply (CLIENT REPLY), or the connection ended before it came. */
export const ReplyKind = z.enum([
  'status',
  'integer',
  'double',
  'boolean',
  'big number',
  'string',
  'nil',
  'array',
  'set',
  'map',
  'error',
  'none',
])
export type ReplyKind = z.infer<typeof ReplyKind>

export const Connected = z.object({
  type: z.literal('connected'),
  at,
  ...whose,
  /** Of the process that connected, as its own program counts them; 2 is the program itself. */
  process: z.optional(z.int()),
})

/** Every command but those of publish/subscribe, which have events of their own. Sent when its reply came. */
export const CommandSeen = z.object({
  type: z.literal('command'),
  /** When it was sent. */
  at,
  ...whose,
  /** In capitals, with its subcommand: `SET`, `CLIENT LIST`. */
  name: z.string(),
  /** Its first arguments, each up to 64 characters. */
  args: z.array(z.string()),
  /** How many arguments there were. */
  count: z.int(),
  reply: ReplyKind,
  /** From the command to its reply. */
  ms: z.number(),
})

/**
 * `id` counts the publishes of the lab from 1, in the order in which they were sent; one that failed leaves a gap.
 * Emitted when the reply came. In a MULTI it is sent with EXEC.
 */
export const Published = z.object({
  type: z.literal('published'),
  /** When it was sent. */
  at,
  ...whose,
  id: z.int(),
  channel: z.string(),
  kind: z.enum(['channel', 'shard']),
  ...payload,
  /** As Redis returned it. */
  receivers: z.int(),
  ms: z.number(),
})

/** Follows the `published` that nobody received. */
export const Lost = z.object({
  type: z.literal('lost'),
  at,
  ...whose,
  id: z.int(),
  channel: z.string(),
  ...payload,
})

/** May come before its `published`: deliveries are often seen before the publisher's reply. */
export const Delivered = z.object({
  type: z.literal('delivered'),
  at,
  ...whose,
  channel: z.string(),
  kind: Topic,
  /** The pattern that matched, with kind `pattern`. */
  pattern: z.optional(z.string()),
  ...payload,
  /** The publish that caused it. */
  of: z.optional(z.int()),
  /**
   * One of these caused it: equal payloads overlapped, and the wire does not tell which. A single one: it, or a
   * script that ran at that time.
   */
  oneOf: z.optional(z.array(z.int())),
  /**
   * Since that publish was sent; with `oneOf` since the earliest of them. Neither: a script or Redis itself sent it,
   * a PUBLISH that wanted no reply, or one of more than can be told apart.
   */
  ms: z.optional(z.number()),
  /** Name of the thread that reads this connection, where that is known. */
  thread: z.optional(z.string()),
})

export const Subscribed = z.object({
  type: z.enum(['subscribed', 'unsubscribed']),
  at,
  ...whose,
  channel: z.string(),
  kind: Topic,
  /** What Redis answered: how many this connection has now. */
  count: z.int(),
})

export const Disconnected = z.object({
  type: z.literal('disconnected'),
  at,
  ...whose,
  /** `redis`: it hung up or died. `you`: cut by hand. `lab`: the lab had to. */
  by: z.enum(['program', 'redis', 'you', 'lab']),
  /** One sentence where more is known. */
  say: z.optional(z.string()),
})

/** An error reply. */
export const ErrorSeen = z.object({
  type: z.literal('error'),
  at,
  ...whose,
  /** The command that got it; empty when Redis answered none. */
  name: z.string(),
  say: z.string(),
})

/** Observing had to let go of so many events, since when; the programs noticed nothing. */
export const Dropped = z.object({
  type: z.literal('dropped'),
  at,
  since: z.number(),
  count: z.int(),
  /** How many of them, by type. */
  of: z.record(z.string(), z.int()),
})

export const TapEvent = z.discriminatedUnion('type', [
  Connected,
  CommandSeen,
  Published,
  Lost,
  Delivered,
  Subscribed,
  Disconnected,
  ErrorSeen,
  Dropped,
])
export type TapEvent = z.infer<typeof TapEvent>
