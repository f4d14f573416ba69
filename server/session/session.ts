/**
 * A learner's visit: one lab, its runs, one numbered log of events, shown alike on every connection.
 *
 *   Session ── LabKeeper ── Lab (from the pool)
 *      ├────── Hands ────── Publisher, Prompt (each over ways into the lab)
 *      ├────── LabTap ───── Tap: what the lab's programs and its Redis say to each other
 *      ├────── Programs ─── ProgramRun ── RunOutput ─┐
 *      ├────── EventLog <────────────────────────────┘
 *      └────── Outbox per connection: a position in the log
 */
import { randomBytes } from 'node:crypto'
import type { ProgramRef, SessionEvent } from '../protocol/index.ts'
import { SERVER_LIMITS, limitReason, type Lab } from '../lab/index.ts'
import { Bucket } from './bucket.ts'
import { Hands, type HandsWorld } from './hands.ts'
import type { Conditions } from './conditions.ts'
import { Idleness } from './idleness.ts'
import { LabKeeper } from './keeper.ts'
import { Sent } from './keeping.ts'
import { LabTap } from './labTap.ts'
import { EventLog, LOG_BOUND } from './log.ts'
import { Outbox, type Socket } from './outbox.ts'
import { Programs } from './programs.ts'
import { Pulse } from './pulse.ts'
import { Repeat, type RepeatPlan } from './repeat.ts'
import { rounded, type Time } from './time.ts'
import { Trials } from './trials.ts'
import { Visits } from './visits.ts'
import type { World } from './world.ts'

/** Output goes out in at most one frame per so many ms. */
export const BATCH_MS = 16
/** What else happens takes no turn from output: a run's first line must not wait for its states' sake. */
const NEWS_MS = 4
/** Who came, ran nothing and left is forgotten after this: nothing is lost, and a lab is free. */
export const GLANCE_MS = 60_000
/** Starts of programs and fresh labs at once, and in the long run. */
export const STARTS = 100
const STARTS_PER_SECOND = 5
/** How long the log of a learner who went away is kept, so that coming back tells how the runs ended. */
export const FORGET_MS = 60 * 60_000

type Presence =
  | { readonly type: 'here' }
  /** Nobody is connected; the runs go on until `cancel` is not called in time. */
  | { readonly type: 'alone'; readonly cancel: () => void }
  /** The runs were ended for want of a learner; only the log is left. */
  | { readonly type: 'away'; readonly cancel: () => void }
  | { readonly type: 'closed' }

export class Session {
  readonly id = randomBytes(12).toString('base64url')
  readonly learner: string
  readonly world: World
  readonly log: EventLog
  readonly keeper: LabKeeper
  readonly idleness: Idleness
  readonly programs: Programs
  readonly trials: Trials
  readonly hands: Hands
  readonly tap: LabTap
  readonly visits: Visits
  /** What its pages sent to be kept. */
  readonly sent = new Sent()
  /** What may be started, of all tabs together. */
  readonly starts: Bucket
  readonly #base: number
  readonly #output: Pulse
  readonly #news: Pulse
  readonly #outboxes = new Set<Outbox>()
  readonly #forget: () => void
  #presence: Presence = { type: 'here' }
  #repeats = new Set<Repeat>()
  readonly #conditions = new Set<Conditions>()
  /** Something ran in this lab; in any lab of this session. */
  #used = false
  #ran = false
  #packages: Readonly<Record<string, string>> = {}

  /** `forget` is called once, when nothing of the session is worth keeping. */
  constructor(world: World, learner: string, forget: () => void) {
    this.world = world
    this.log = new EventLog(LOG_BOUND, world.room)
    this.learner = learner
    this.#forget = forget
    this.#base = world.time.now()
    this.starts = new Bucket({ burst: STARTS, perSecond: STARTS_PER_SECOND, now: this.now() })
    this.#output = new Pulse(world.time, BATCH_MS, () => {
      this.programs.flush()
      this.#pump()
    })
    this.#news = new Pulse(world.time, NEWS_MS, () => this.#pump())
    this.tap = new LabTap({
      ...{ time: this.time, shares: world.labTime },
      fromLab: (at) => this.#fromLab(at),
      emit: (event) => this.emit(event),
    })
    this.keeper = new LabKeeper(world.pool, {
      changed: (lab) => {
        if (lab.type === 'none' || lab.type === 'lost') this.tap.close()
        this.emit({ type: 'lab', lab })
      },
      waits: () => world.queued?.(),
      ready: (lab) => this.#labReady(lab),
      may: () => world.mayTake?.() ?? true,
      failed: (say = NO_LAB) => this.programs.refuseWaiting({ type: 'refused', say }),
    })
    this.idleness = new Idleness(this.time, this.keeper)
    this.programs = new Programs(
      this.#runWorld(),
      { lab: () => this.lab(), changed: (live) => this.#liveChanged(live) },
      SERVER_LIMITS.wallMs,
    )
    this.hands = new Hands(this.#handsWorld())
    this.trials = new Trials({
      judge: world.judge,
      time: this.time,
      emit: (event) => this.emit(event),
      line: (run, file, line) => this.programs.find(run)?.line(file, line),
    })
    this.log.listen((event) => this.#hear(event))
    this.visits = new Visits({
      now: () => this.now(),
      fromLab: (at) => this.#fromLab(at),
      emit: (event) => this.emit(event),
      lab: () => this.keeper.lab,
    })
    world.watch?.opened(this.id)
    this.emit({ type: 'lab', lab: { type: 'none' } })
  }

  /** ms since this session began: the clock of its events. */
  now(): number {
    return rounded(this.world.time.now() - this.#base)
  }

  /** The session's clock with the world's timers. */
  get time(): Time {
    return { now: () => this.now(), after: (ms, action) => this.world.time.after(ms, action) }
  }

  get connected(): number {
    return this.#outboxes.size
  }

  /** True when the learner went away: a new lab may be needed, and the registry may drop it early. */
  get away(): boolean {
    return this.#presence.type === 'away'
  }

  emit(event: SessionEvent): void {
    this.log.append(event, this.now())
    this.#news.touch()
  }

  /** Adds a connection that has the events up to `after`; they must already be in the log. */
  attach(socket: Socket, after: number): Outbox {
    this.#present()
    const outbox = new Outbox({ socket, log: this.log, time: this.world.time, after })
    this.#outboxes.add(outbox)
    return outbox
  }

  /** Takes a lab before anything is run, when one is to spare. */
  takeSpare(): void {
    if (this.keeper.spare) this.keeper.want()
  }

  detach(outbox: Outbox): void {
    outbox.dispose()
    if (!this.#outboxes.delete(outbox) || this.#outboxes.size > 0) return
    if (this.#presence.type !== 'here') return
    const { time } = this.world
    const cancel = this.#ran
      ? time.after(SERVER_LIMITS.awayMs, () => this.#goAway())
      : time.after(GLANCE_MS, () => this.dispose())
    this.#presence = { type: 'alone', cancel }
  }

  /** The lab, if it is there; else one is asked for. */
  lab(): Lab | undefined {
    if (this.keeper.lab === undefined && this.#presence.type !== 'closed') this.keeper.want()
    return this.keeper.lab
  }

  addRepeat(plan: Omit<RepeatPlan, 'emit' | 'over' | 'time'>): void {
    const box: { repeat?: Repeat } = {}
    const over = (): void => void (box.repeat && this.#repeats.delete(box.repeat))
    const repeat = new Repeat({
      ...plan,
      time: this.time,
      emit: (event) => this.emit(event),
      over,
    })
    box.repeat = repeat
    this.#repeats.add(repeat)
  }

  /** Start conditions that may wait for something on the wire. */
  addConditions(conditions: Conditions): void {
    this.#conditions.add(conditions)
  }

  /** Ends the repeats that `which` picks; their current run is stopped apart. */
  stopRepeats(which: (of: ProgramRef) => boolean): void {
    for (const repeat of [...this.#repeats]) if (which(repeat.plan.of)) repeat.stop()
  }

  /** Ends everything as stopped by the learner and takes another, empty lab. */
  freshLab(): void {
    this.#endRuns({ type: 'stopped' })
    this.keeper.want()
  }

  /** Ends everything. Connections are the caller's to close. */
  dispose(): void {
    if (this.#presence.type === 'closed') return
    if (this.#presence.type !== 'here') this.#presence.cancel()
    this.#presence = { type: 'closed' }
    this.idleness.dispose()
    this.#endRuns({ type: 'lost' })
    this.tap.dispose()
    this.trials.dispose()
    this.hands.dispose()
    this.#pump()
    this.#output.dispose()
    this.#news.dispose()
    this.log.dispose()
    this.world.watch?.closed(this.id)
    this.#forget()
  }

  #hear(event: SessionEvent): void {
    this.world.watch?.heard(this.id, event)
    this.trials.hear(event)
    for (const repeat of this.#repeats) repeat.hear(event)
    for (const conditions of [...this.#conditions]) {
      conditions.hear(event)
      if (conditions.over) this.#conditions.delete(conditions)
    }
  }

  #runWorld(): ConstructorParameters<typeof Programs>[0] {
    const packages = (): Readonly<Record<string, string>> => this.#packages
    const broker = (): string => this.keeper.lab?.broker ?? 'up'
    return {
      log: this.log,
      now: () => this.now(),
      fromLab: (at) => this.#fromLab(at),
      gathered: () => this.#output.touch(),
      logged: () => this.#news.touch(),
      launched: (number, { id, order }) =>
        this.tap.started(number, { run: id, program: order.of.program }),
      threadTold: (event) => this.tap.reads(event),
      lab: {
        get broker() {
          return broker()
        },
        get packages() {
          return packages()
        },
      },
    }
  }

  #fromLab(at: number): number {
    return rounded(at - this.#base)
  }

  #handsWorld(): HandsWorld {
    return {
      lab: async () => (this.#presence.type === 'closed' ? undefined : this.keeper.soon()),
      connect: (lab) => this.tap.connect(lab),
      used: () => this.#handUsed(),
      log: this.log,
      time: this.time,
      logged: () => this.#news.touch(),
    }
  }

  #pump(): void {
    for (const outbox of this.#outboxes) outbox.pump()
  }

  #labReady(lab: Lab): void {
    this.#packages = lab.info.packages
    this.#used = false
    this.tap.open(lab)
    this.programs.forgetPlaced()
    this.programs.launchAll()
    this.#liveChanged(this.programs.live.length)
  }

  /** What is done by hand keeps the lab as a run does. */
  #handUsed(): void {
    this.#used = this.#ran = true
    this.#liveChanged(this.programs.live.length)
  }

  #liveChanged(live: number): void {
    if (live > 0) this.#used = this.#ran = true
    if (this.#presence.type !== 'closed') this.idleness.changed(live, this.#used)
  }

  #endRuns(reason: Parameters<Programs['refuseWaiting']>[0]): void {
    this.programs.refuseWaiting(reason)
    for (const run of this.programs.live) run.endAs(reason)
    this.keeper.giveBack()
  }

  #present(): void {
    if (this.#presence.type === 'closed' || this.#presence.type === 'here') return
    this.#presence.cancel()
    this.#presence = { type: 'here' }
  }

  #goAway(): void {
    const live = this.programs.live.length
    this.#endRuns(limitReason('away'))
    if (live > 0) this.world.log(`session: ${live} runs ended, nobody came back`)
    const cancel = this.world.time.after(FORGET_MS, () => this.dispose())
    this.#presence = { type: 'away', cancel }
  }
}

const NO_LAB = 'No lab could be opened. Try again in a moment.'
