/** What template and supervisors may say (WIRE.md), parsed once; anything else costs the lab its life. */
import * as z from 'zod/mini'
import { ThreadWaitsFor, WaitsFor } from '../protocol/index.ts'
import { FrameError } from './frames.ts'

/** Connections are counted as long as the lab lives. */
const Count = z.int().check(z.minimum(1), z.maximum(0xffff_ffff))
const Slot = z.int().check(z.minimum(0), z.maximum(1023))
const Run = z.int().check(z.minimum(0), z.maximum(0xffff_ffff))
/** Microseconds of CLOCK_MONOTONIC. */
const Micros = z.number().check(z.minimum(0), z.maximum(2 ** 53))
/** Python cuts at 100 characters, of which some are two here. */
const Name = z.string().check(z.maxLength(200))
const Ms = z.number().check(z.minimum(0), z.maximum(1e9))
const Status = z.int().check(z.minimum(0), z.maximum(999))
const Header = z.string().check(z.maxLength(2_000))
const Say = z.string().check(z.maxLength(2_000))

export const FromTemplate = z.discriminatedUnion('op', [
  z.object({ op: z.literal('up'), python: z.string().check(z.maxLength(200)), modules: z.int() }),
  z.object({ op: z.literal('failed'), say: Say }),
  z.object({ op: z.literal('opened'), slot: Slot }),
  z.object({ op: z.literal('gone'), slot: Slot }),
])
export type FromTemplate = z.infer<typeof FromTemplate>

export const FromLab = z.discriminatedUnion('op', [
  z.object({ op: z.literal('ready'), at: Micros }),
  z.object({ op: z.literal('failed'), say: Say }),
  z.object({ op: z.literal('started'), run: Run, at: Micros }),
  z.object({
    op: z.literal('state'),
    run: Run,
    at: Micros,
    state: z.enum(['running', 'waiting']),
    for: z.optional(z.nullable(WaitsFor)),
    until: z.optional(z.nullable(Micros)),
  }),
  z.object({
    op: z.literal('thread'),
    run: Run,
    at: Micros,
    process: Count,
    id: Count,
    thread: Name,
    daemon: z.boolean(),
    state: z.enum(['running', 'asleep', 'waiting', 'ended']),
    for: z.optional(ThreadWaitsFor),
    whom: z.optional(Name),
    until: z.optional(Micros),
    connection: z.optional(Count),
    file: z.optional(z.string().check(z.maxLength(600))),
    line: z.optional(Count),
    function: z.optional(Name),
    task: z.optional(Name),
    held: z.optional(Micros),
  }),
  z.object({
    op: z.literal('beat'),
    run: Run,
    at: Micros,
    type: z.enum(['answered', 'timeout', 'refused']),
    ms: z.optional(z.nullable(Ms)),
    status: z.optional(z.nullable(Status)),
  }),
  z.object({
    op: z.literal('visited'),
    visit: Run,
    at: Micros,
    type: z.enum(['answered', 'failed', 'left']),
    ms: Ms,
    status: z.optional(Status),
    cut: z.optional(z.boolean()),
    contentType: z.optional(Header),
    location: z.optional(Header),
    say: z.optional(Say),
  }),
  z.object({ op: z.literal('taken'), run: Run, bytes: z.int().check(z.minimum(0)) }),
  z.object({
    op: z.literal('ended'),
    run: Run,
    at: Micros,
    cause: z.enum(['exit', 'stopped', 'time', 'memory', 'full', 'sockets', 'refused']),
    status: z.optional(z.nullable(z.int().check(z.minimum(0), z.maximum(0xffff)))),
    say: z.optional(z.nullable(Say)),
  }),
  z.object({ op: z.literal('broker'), at: Micros, state: z.enum(['up', 'stopped', 'restarting']) }),
  z.object({
    op: z.literal('opened'),
    connection: Count,
    at: Micros,
    run: z.optional(Count),
    process: z.optional(Count),
    thread: z.optional(Count),
  }),
  z.object({
    op: z.literal('closed'),
    connection: Count,
    at: Micros,
    by: z.enum(['program', 'redis', 'you', 'lab']),
  }),
  z.object({ op: z.literal('hangup'), way: Count }),
  z.object({ op: z.literal('placed'), id: Run }),
  z.object({
    op: z.literal('list'),
    id: Run,
    files: z
      .array(
        z.object({
          path: z.string().check(z.maxLength(8_192)),
          size: z.int().check(z.minimum(0)),
        }),
      )
      .check(z.maxLength(5_000)),
  }),
  z.object({ op: z.literal('done'), id: Run }),
  z.object({ op: z.literal('error'), id: Run, say: Say }),
])
export type FromLab = z.infer<typeof FromLab>

/** Throws a FrameError when it is none of ours. */
export function parseFromTemplate(json: unknown): FromTemplate {
  return parsed(z.safeParse(FromTemplate, json))
}

/** Throws a FrameError when it is none of ours. */
export function parseFromLab(json: unknown): FromLab {
  return parsed(z.safeParse(FromLab, json))
}

function parsed<T>(
  result: { success: true; data: T } | { success: false; error: z.core.$ZodError },
): T {
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new FrameError(
    `a message that is not in WIRE.md: ${issue?.path.join('.')} ${issue?.message}`,
  )
}
