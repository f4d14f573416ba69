/** What each thread of a program does, read from outside; only changes are told. */
import * as z from 'zod/mini'

/** What a thread waits for. More is told of threads than of whole programs. */
export const ThreadWaitsFor = z.enum([
  'redis',
  'input',
  'sleep',
  'lock',
  'join',
  'queue',
  'child',
  'visit',
  'call',
])
export type ThreadWaitsFor = z.infer<typeof ThreadWaitsFor>

export const ThreadEvent = z.object({
  type: z.literal('thread'),
  /** ms on the session's clock: since when it does this, as far as seen. */
  at: z.number(),
  run: z.int(),
  program: z.string(),
  /** As the program counts them; 2 is the program itself, others are its children. */
  process: z.int(),
  /** `MainThread`, `Thread-1 (listen)`: unique within its process only. */
  thread: z.string(),
  /** Unique within the run; the number of the kernel's thread as the program's namespace has it. */
  id: z.int(),
  daemon: z.boolean(),
  /** `ended` is the last word about a thread. */
  state: z.enum(['running', 'asleep', 'waiting', 'ended']),
  /** With `waiting`. */
  for: z.optional(ThreadWaitsFor),
  /** What `join` waits for: the other thread's name. */
  whom: z.optional(z.string()),
  /** With `asleep` where it is known: when it wakes, ms on the session's clock. */
  until: z.optional(z.number()),
  /** The connection of the tap that it reads from, with `for: redis`. */
  connection: z.optional(z.int()),
  /** Innermost line of the learner's own files, relative to the step; absent while none is on the stack. */
  file: z.optional(z.string()),
  line: z.optional(z.int()),
  /** Name of that line's function, `<module>` outside of any. */
  function: z.optional(z.string()),
  /** Name of the coroutine that runs now, in a thread with an event loop. */
  task: z.optional(z.string()),
  /** This thread's event loop has been held up since then, ms on the session's clock, by the line above. */
  loopHeldSince: z.optional(z.number()),
})
export type ThreadEvent = z.infer<typeof ThreadEvent>
