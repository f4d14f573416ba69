/** Folds the tape of a session into what one step's picture and table show. Knows no clock, no pixels. */
import type { Numbered, SessionEvent, TapEvent } from '../../../server/protocol/index.ts'
import { YOU } from '../../../server/protocol/index.ts'
import { Broker } from './broker.ts'
import type { BeatSeen, Channel, Delivery, Mark, Program, Publish } from './parts.ts'
import { beatSeen, insert, mark, newProgram, stateChanged, threadChanged } from './program.ts'
import { visitWords } from './words.ts'

export interface Place {
  lesson: string
  step: string
  /** The step's programs, in the order of their lanes. */
  programs: readonly string[]
}

/** What can be pointed at. */
export type Thing = Publish | Delivery | Mark | BeatSeen

type Of<T extends SessionEvent['type']> = Extract<SessionEvent, { type: T }>

export class Fold {
  readonly place: Place
  readonly broker = new Broker()
  readonly programs: ReadonlyMap<string, Program>
  /** What the learner did. */
  readonly you: Mark[] = []
  /** Events of this step for the table, oldest first. */
  readonly rows: Numbered[] = []
  /** Where observing had to let go. */
  readonly gaps: { at: number; since: number; count: number; seq: number }[] = []
  /** Runs of this step, and the program of each. */
  readonly runs = new Map<number, { program: string; number: number; at: number }>()
  readonly live = new Set<number>()
  /** When the last thing happened. */
  last = 0
  readonly things = new Map<number, Thing>()

  constructor(place: Place) {
    this.place = place
    this.programs = new Map(place.programs.map((id) => [id, newProgram(id)]))
  }

  /** When the first thing happened of what is kept. */
  get first(): number | undefined {
    const [one] = this.rows
    return one === undefined ? undefined : timeOf(one)
  }

  add(events: readonly Numbered[]): void {
    for (const one of events) this.#add(one)
  }

  #add(one: Numbered): void {
    const { event } = one
    if (this.#fold(one.seq, one.at, event)) {
      this.rows.push(one)
      this.last = Math.max(this.last, timeOf(one))
    }
  }

  /** True when it belongs to this step. */
  #fold(seq: number, at: number, event: SessionEvent): boolean {
    switch (event.type) {
      case 'run':
        return this.#asked(event, at)
      case 'state':
        return this.#ofRun(event.run, (program) => {
          if (event.state.type === 'ended') this.live.delete(event.run)
          stateChanged(program, { seq, at }, event)
        })
      case 'beat':
        return this.#ofRun(event.run, (program) => beatSeen(program, { seq, at }, event))
      case 'thread':
        return this.#ofRun(event.run, (program) => threadChanged(program, { seq, at }, event))
      case 'typed':
        return this.#ofRun(event.run, (program) => {
          const say = event.end ? 'ended the input' : 'typed'
          this.#you(mark('typed', { id: program.id, run: event.run, say }, { seq, at }))
        })
      case 'visit':
        return this.#visited(seq, event)
      case 'lab':
        if (event.lab.type === 'lost') this.broker.restarted(at, seq)
        return false
      case 'output':
      case 'left-out':
      case 'note':
      case 'prompt':
      case 'tally':
      case 'checks':
      case 'outcome':
        return false
      default:
        return this.#tapped(seq, event)
    }
  }

  #asked(event: Of<'run'>, at: number): boolean {
    const { lesson, step, program } = event.of
    if (lesson !== this.place.lesson || step !== this.place.step) return false
    this.runs.set(event.run, { program, number: event.number, at })
    this.live.add(event.run)
    return true
  }

  #ofRun(run: number, act: (program: Program) => void): boolean {
    const program = this.programs.get(this.runs.get(run)?.program ?? '')
    if (program !== undefined) act(program)
    return program !== undefined
  }

  #visited(seq: number, event: Of<'visit'>): boolean {
    return this.#ofRun(event.run, (program) => {
      this.#you(
        mark(
          'visit',
          { id: program.id, run: event.run, say: visitWords(event) },
          { seq, at: event.at },
        ),
      )
    })
  }

  #you(made: Mark): void {
    insert(this.you, made)
    this.things.set(made.seq, made)
  }

  #tapped(seq: number, event: TapEvent): boolean {
    if (event.type === 'dropped') {
      this.gaps.push({ ...event, seq })
      return true
    }
    switch (event.type) {
      case 'published':
        this.broker.published(seq, event)
        break
      case 'delivered':
        this.broker.delivered(seq, event)
        break
      case 'subscribed':
      case 'unsubscribed':
        this.broker.subscribed(seq, event)
        break
      case 'disconnected':
        this.broker.disconnected(seq, event)
        this.#cut(seq, event)
        break
      case 'command':
        this.#command(seq, event.at, event)
        break
      case 'error':
        this.#command(seq, event.at, { ...event, failed: event.say })
        break
      case 'connected':
      case 'lost':
        break
    }
    return this.isOurs(event)
  }

  /** Of this step's programs, or of the learner's own hand. */
  isOurs({ program, run }: { program: string; run?: number | undefined }): boolean {
    return program === YOU || (run !== undefined && this.runs.has(run))
  }

  programOf({ run }: { run?: number | undefined }): Program | undefined {
    return run === undefined ? undefined : this.programs.get(this.runs.get(run)?.program ?? '')
  }

  #command(
    seq: number,
    at: number,
    event: { run?: number | undefined; name: string; failed?: string },
  ): void {
    const program = this.programOf(event)
    if (program === undefined) return
    const type = event.failed === undefined ? 'command' : 'error'
    const say = event.failed ?? event.name
    insert(program.commands, mark(type, { id: program.id, run: event.run, say }, { seq, at }))
  }

  /** A connection that its own program closed is no news. */
  #cut(seq: number, event: Of<'disconnected'>): void {
    const program = this.programOf(event)
    if (program === undefined || event.by === 'program') return
    const by = { redis: 'Redis hung up', you: 'cut by you', lab: 'the lab cut it' }[event.by]
    insert(
      program.marks,
      mark('cut', { id: program.id, run: event.run, say: by }, { seq, at: event.at }),
    )
  }
}

export type { Channel }

/** It may be told later than it was. */
function timeOf({ at, event }: Numbered): number {
  return 'at' in event ? event.at : at
}
