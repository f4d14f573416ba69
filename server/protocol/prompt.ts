/** The Redis prompt: what the learner typed and what came of it, as redis-cli shows it. */
import * as z from 'zod/mini'

/** Longest line that can be typed, characters. */
export const PROMPT_LINE = 20_000

export const PromptSaid = z.discriminatedUnion('type', [
  /** `before` is what redis-cli would have shown before it: `127.0.0.1:6379[1]>`. */
  z.object({
    type: z.literal('typed'),
    before: z.string(),
    text: z.string(),
    /** It goes on by itself until it is stopped: SUBSCRIBE, MONITOR and their like. */
    live: z.boolean(),
  }),
  /** Whole lines. `leftOut`: so many lines came after them and are not shown. */
  z.object({ type: z.literal('printed'), text: z.string(), leftOut: z.int() }),
  /** The last word about a line; `next` stands before the next one. */
  z.object({
    type: z.literal('over'),
    next: z.string(),
    by: z.enum(['reply', 'you', 'redis', 'lab']),
  }),
])
export type PromptSaid = z.infer<typeof PromptSaid>

export const PromptEvent = z.object({
  type: z.literal('prompt'),
  /** Counts the lines typed in the session from 1. */
  line: z.int(),
  said: PromptSaid,
})
export type PromptEvent = z.infer<typeof PromptEvent>

/** A command as Redis documents it: `SET`, `key value [NX | XX]`, one sentence. */
export const CommandDoc = z.object({
  name: z.string(),
  args: z.string(),
  summary: z.string(),
})
export type CommandDoc = z.infer<typeof CommandDoc>
