/** A run (one start of one program): its states, the reasons it can end for, and its limits. */
import * as z from 'zod/mini'

/** Where a program belongs: `step` is a folder of `lesson`, `program` a key of that step's `programs`. */
export const ProgramRef = z.object({
  lesson: z.string(),
  step: z.string(),
  program: z.string(),
})
export type ProgramRef = z.infer<typeof ProgramRef>

/** What a waiting program waits for, told from its threads' system calls, never from silence. */
export const WaitsFor = z.enum(['redis', 'input', 'sleep', 'lock', 'child', 'visit', 'other'])
export type WaitsFor = z.infer<typeof WaitsFor>

/** The limits that can end a run, by the name shown to the learner. */
export const LimitName = z.enum(['time', 'away', 'memory', 'sockets', 'flood'])
export type LimitName = z.infer<typeof LimitName>

/** Why a run ended: exactly one of these. */
export const EndReason = z.discriminatedUnion('type', [
  z.object({ type: z.literal('exit'), code: z.int() }),
  /** Death by a signal that was not our Stop; `name` is `SIGSEGV`, `SIGTERM` ... */
  z.object({ type: z.literal('signal'), name: z.string() }),
  /** The learner pressed Stop (or Run again). */
  z.object({ type: z.literal('stopped') }),
  /** `value` is the limit in words with its unit, as in the limits table: `10 min`, `256 MB`. */
  z.object({ type: z.literal('limit'), name: LimitName, value: z.string() }),
  /** The lab went away under the run. */
  z.object({ type: z.literal('lost') }),
  /** It never started; `say` tells why, as one sentence. */
  z.object({ type: z.literal('refused'), say: z.string() }),
])
export type EndReason = z.infer<typeof EndReason>

/** `since` is in ms on the lab's clock: when this state began. */
export const RunState = z.discriminatedUnion('type', [
  /** `after` is a sentence when the run waits for a start condition, absent when it waits for a lab. */
  z.object({ type: z.literal('queued'), since: z.number(), after: z.optional(z.string()) }),
  z.object({ type: z.literal('starting'), since: z.number() }),
  z.object({ type: z.literal('running'), since: z.number() }),
  z.object({
    type: z.literal('waiting'),
    since: z.number(),
    for: WaitsFor,
    /** Only for `sleep`, where it is known: when the thread will wake, ms on the lab's clock. */
    until: z.optional(z.number()),
  }),
  z.object({ type: z.literal('stopping'), since: z.number() }),
  z.object({
    type: z.literal('ended'),
    since: z.number(),
    reason: EndReason,
    /** From start to end, ms. */
    took: z.number(),
  }),
])
export type RunState = z.infer<typeof RunState>

/** One row of the limits table, shown to the learner before it is met. */
export const LimitRow = z.object({ name: z.string(), value: z.string(), say: z.string() })
export type LimitRow = z.infer<typeof LimitRow>
