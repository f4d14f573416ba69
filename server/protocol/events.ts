/** What happens in a session. Every event is numbered, stamped, logged and replayed after a reconnect. */
import * as z from 'zod/mini'
import { PromptEvent } from './prompt.ts'
import { ChecksEvent, OutcomeEvent } from './check.ts'
import { LimitRow, ProgramRef, RunState } from './run.ts'
import { TapEvent } from './tap.ts'
import { ThreadEvent } from './thread.ts'
import { VisitEvent } from './visit.ts'

export const Stream = z.enum(['out', 'err'])
export type Stream = z.infer<typeof Stream>

/** Part of what a program printed. `at` is ms on the lab's clock, when the supervisor read it. */
export const Chunk = z.object({ at: z.number(), stream: Stream, text: z.string() })
export type Chunk = z.infer<typeof Chunk>

export const LabState = z.discriminatedUnion('type', [
  /** Nobody has run anything yet, or it was given back while idle; `gaveWay`: to a learner who waited. */
  z.object({ type: z.literal('none'), gaveWay: z.optional(z.literal(true)) }),
  /** `place` counts from 1; `wait` is the expected wait in ms where it can be told. */
  z.object({
    type: z.literal('queued'),
    place: z.int(),
    of: z.int(),
    wait: z.optional(z.number()),
  }),
  z.object({ type: z.literal('opening') }),
  z.object({
    type: z.literal('ready'),
    python: z.string(),
    redis: z.string(),
    /** Versions of the pinned packages by name. */
    packages: z.record(z.string(), z.string()),
    limits: z.array(LimitRow),
    sandboxed: z.boolean(),
    /** `up`, `stopped` by the learner's button, or `restarting` after it died. */
    broker: z.enum(['up', 'stopped', 'restarting']),
    /** Others wait for a lab and nothing runs in this one: it goes back then, ms on the session's clock. */
    leaves: z.optional(z.number()),
  }),
  /** It went away under the learner; a new one opens by itself at the next Run. */
  z.object({ type: z.literal('lost'), say: z.string() }),
])
export type LabState = z.infer<typeof LabState>

/** One answer, or missing answer, of a program's web app, asked from inside the lab. */
export const Beat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('answered'), at: z.number(), ms: z.number(), status: z.int() }),
  z.object({ type: z.literal('timeout'), at: z.number(), ms: z.number() }),
  z.object({ type: z.literal('refused'), at: z.number() }),
])
export type Beat = z.infer<typeof Beat>

export const SessionEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('lab'), lab: LabState }),
  /** A run was asked for; `number` counts the runs of this program in this session, from 1. */
  z.object({ type: z.literal('run'), run: z.int(), of: ProgramRef, number: z.int() }),
  z.object({ type: z.literal('state'), run: z.int(), state: RunState }),
  z.object({ type: z.literal('output'), run: z.int(), chunks: z.array(Chunk) }),
  /** The middle of a run's output is not kept; `bytes` and `lines` count all that was left out so far. */
  z.object({ type: z.literal('left-out'), run: z.int(), bytes: z.int(), lines: z.int() }),
  /** What the learner typed into the run. */
  z.object({ type: z.literal('typed'), run: z.int(), text: z.string(), end: z.boolean() }),
  /** One sentence of ours beside the program's own output. */
  z.object({ type: z.literal('note'), run: z.int(), say: z.string() }),
  z.object({ type: z.literal('beat'), run: z.int(), beat: Beat }),
  /** "Run it ten times": `held` of `done` runs so far showed what is counted; `done` = `times` at the end. */
  z.object({
    type: z.literal('tally'),
    of: ProgramRef,
    done: z.int(),
    times: z.int(),
    held: z.int(),
    stopped: z.boolean(),
  }),
  PromptEvent,
  ChecksEvent,
  OutcomeEvent,
  ThreadEvent,
  VisitEvent,
  ...TapEvent.def.options,
])
export type SessionEvent = z.infer<typeof SessionEvent>

/** `seq` counts from 1 within the session without gaps; `at` is ms on the lab's clock. */
export const Numbered = z.object({ seq: z.int(), at: z.number(), event: SessionEvent })
export type Numbered = z.infer<typeof Numbered>
