/** The two directions of the wire. PROTOCOL.md has the rules; a change here is a change there. */
import * as z from 'zod/mini'
import { Numbered } from './events.ts'
import { ProgressEntry } from './progress.ts'
import { CommandDoc, PROMPT_LINE } from './prompt.ts'
import { Parts, Sheet } from './quiz.ts'
import { ProgramRef } from './run.ts'
import { VisitPath } from './visit.ts'

export const PROTOCOL_VERSION = 2

/** Largest client frame, bytes. */
export const MAX_FRAME = 1_000_000

const Name = z.string().check(z.minLength(1), z.maxLength(200))
/** The learner's files of a step, by path relative to it; `null` = deleted by the learner. */
const Files = z.record(Name, z.nullable(z.string()))
/** Chosen by the client, echoed in the answer; unique within a connection. */
const Id = z.int()

export const ClientMessage = z.discriminatedUnion('type', [
  /** Must be first. `seen` is the last event number this page has, of which session. */
  z.object({
    type: z.literal('hello'),
    version: z.int(),
    seen: z.optional(z.object({ session: Name, seq: z.int() })),
    /** In a frame of another page, one of many perhaps, and what it shows: the same name for the same step and code. */
    embedded: z.optional(Name),
  }),
  /** Starts `programs` of a step in the declared order, or restarts those that run. */
  z.object({
    type: z.literal('run'),
    id: Id,
    lesson: Name,
    step: Name,
    /** Absent: all of the step that start with Run. */
    program: z.optional(Name),
    files: Files,
  }),
  z.object({ type: z.literal('repeat'), id: Id, of: ProgramRef, files: Files }),
  z.object({ type: z.literal('stop'), id: Id, run: z.int() }),
  /** Stops every run of a step, and its repeat. */
  z.object({ type: z.literal('stopAll'), id: Id, lesson: Name, step: Name }),
  z.object({
    type: z.literal('input'),
    id: Id,
    run: z.int(),
    text: z.string().check(z.maxLength(100_000)),
    /** Closes the program's input after `text` (Ctrl-D). */
    end: z.boolean(),
  }),
  z.object({ type: z.literal('broker'), id: Id, action: z.enum(['stop', 'start', 'restart']) }),
  /** Publishes by hand, once; a lab is opened for it. */
  z.object({
    type: z.literal('publish'),
    id: Id,
    channel: z.string().check(z.minLength(1), z.maxLength(1_000)),
    message: z.string().check(z.maxLength(100_000)),
  }),
  /** Types a line at the Redis prompt; a lab is opened for it. */
  z.object({
    type: z.literal('prompt'),
    id: Id,
    text: z.string().check(z.maxLength(PROMPT_LINE)),
  }),
  /** Ends what the prompt waits for or reads. */
  z.object({ type: z.literal('stopPrompt'), id: Id }),
  /** Cuts a connection of the tap. */
  z.object({ type: z.literal('cut'), id: Id, connection: z.int() }),
  /** The commands of the lab's Redis, for hints. */
  z.object({ type: z.literal('commands'), id: Id }),
  /** Asks a page of a program's web app, as a browser in the lab would; `visit` events tell the rest. */
  z.object({ type: z.literal('visit'), id: Id, of: ProgramRef, path: VisitPath }),
  /** Hangs up, as closing a tab does. */
  z.object({ type: z.literal('leave'), id: Id, visit: z.int() }),
  /** Ends all runs, empties Redis and files: another lab. */
  z.object({ type: z.literal('freshLab'), id: Id }),
  z.object({ type: z.literal('leaveQueue'), id: Id }),
  /** The files that programs of this step wrote. Read one by `GET /api/files/<lesson>/<step>/<path>`. */
  z.object({ type: z.literal('listFiles'), id: Id, lesson: Name, step: Name }),
  z.object({
    type: z.literal('answer'),
    id: Id,
    lesson: Name,
    question: Name,
    parts: Parts,
  }),
  /** The learner's prediction for a step; without `choice`: "just show me". */
  z.object({
    type: z.literal('predict'),
    id: Id,
    lesson: Name,
    step: Name,
    choice: z.optional(Name),
  }),
  /** The hint number `at`, from 0, of those that fit the attempt judged last. */
  z.object({
    type: z.literal('hint'),
    id: Id,
    lesson: Name,
    step: Name,
    at: z.int().check(z.minimum(0)),
  }),
  /** The solution of an exercise. */
  z.object({ type: z.literal('solution'), id: Id, lesson: Name, step: Name }),
  z.object({
    type: z.literal('save'),
    id: Id,
    entries: z.array(ProgressEntry).check(z.maxLength(200)),
  }),
])
export type ClientMessage = z.infer<typeof ClientMessage>

type WithoutId<T> = T extends { id: number } ? Omit<T, 'id'> : never

/** A client message that is answered, without its id. */
export type Ask = WithoutId<ClientMessage>

/** Why a message was not done. A closed set; `say` is the sentence for the learner. */
export const RefusalCode = z.enum([
  'malformed',
  'too-large',
  'too-many',
  'out-of-turn',
  'unknown-program',
  'unknown-run',
  'unknown-visit',
  'ended',
  'limit',
  'no-lab',
  'unavailable',
])
export type RefusalCode = z.infer<typeof RefusalCode>

export const LabFile = z.object({ path: z.string(), size: z.int() })
export type LabFile = z.infer<typeof LabFile>

export const ServerMessage = z.discriminatedUnion('type', [
  /**
   * Answers `hello`. `resumed`: the events after `seen` follow. Otherwise the page drops what it knows
   * of runs; the log from its start follows. `missing` > 0: so many events are no longer
   * in the log; `events` count each where it stood.
   */
  z.object({
    type: z.literal('welcome'),
    version: z.int(),
    session: z.string(),
    resumed: z.boolean(),
    missing: z.int(),
    /** The lab's clock when this was sent, ms, so that the page can show running times. */
    clock: z.number(),
    /** The learner's kept progress; absent while the store is away. */
    progress: z.optional(z.array(ProgressEntry)),
    /** Labs here have no sandbox, and the page says so all the time. */
    unsandboxed: z.optional(z.literal(true)),
  }),
  z.object({
    type: z.literal('events'),
    /** So many that stood before the last of these left the log before this page took them. */
    missing: z.optional(z.int()),
    events: z.array(Numbered),
  }),
  /** Done, nothing more to say. */
  z.object({ type: z.literal('ok'), id: z.int() }),
  z.object({
    type: z.literal('refused'),
    id: z.optional(z.int()),
    code: RefusalCode,
    say: z.string(),
  }),
  /** `key` names it within its step, whatever it says later; `observed`: what was seen brought it up; `of`: how many fit. */
  z.object({
    type: z.literal('hint'),
    id: z.int(),
    key: z.string(),
    html: z.string(),
    observed: z.optional(z.literal(true)),
    at: z.int(),
    of: z.int(),
  }),
  /** Only the files that differ from the step's, by path. */
  z.object({
    type: z.literal('solution'),
    id: z.int(),
    files: z.record(z.string(), z.string()),
  }),
  /** Whether the answer is right; by the sheet the page tells which of its parts, and why. */
  z.object({ type: z.literal('judged'), id: z.int(), right: z.boolean(), sheet: Sheet }),
  z.object({ type: z.literal('files'), id: z.int(), files: z.array(LabFile) }),
  /** As Redis returned it. */
  z.object({ type: z.literal('published'), id: z.int(), receivers: z.int() }),
  z.object({ type: z.literal('commands'), id: z.int(), commands: z.array(CommandDoc) }),
  /** `stored: false`: kept in the browser only for now; the page sends again when `store` says back. */
  z.object({ type: z.literal('saved'), id: z.int(), stored: z.boolean() }),
  /** The progress store went away or came back. */
  z.object({ type: z.literal('store'), up: z.boolean() }),
])
export type ServerMessage = z.infer<typeof ServerMessage>
