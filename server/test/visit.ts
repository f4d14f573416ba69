/** Sessions over scripted labs and turned time: what the session's tests begin with. */
import { createJudge } from '../lessons/index.ts'
import { PROTOCOL_VERSION, type ProgressEntry } from '../protocol/index.ts'
import { Registry, type Progress, type World } from '../session/index.ts'
import { ScriptedPool, type ScriptedLab, type ScriptedRun } from './scriptedLab.ts'
import { LESSON, STEP, smallCourse } from './smallCourse.ts'
import { Tab } from './tab.ts'
import { TurnedTime } from './turnedTime.ts'

/** A store that keeps entries in memory and can be away. */
export class PlainProgress implements Progress {
  away = false
  scarce = false
  readonly kept: ProgressEntry[] = []

  load(): Promise<readonly ProgressEntry[] | undefined> {
    return Promise.resolve(this.away ? undefined : this.kept)
  }

  save(_learner: string, entries: readonly ProgressEntry[]): Promise<boolean> {
    if (!this.away) this.kept.push(...entries)
    return Promise.resolve(!this.away)
  }
}

export class Visit {
  readonly time = new TurnedTime()
  readonly pool = new ScriptedPool(this.time)
  readonly progress = new PlainProgress()
  readonly logged: string[] = []
  readonly registry: Registry

  /** `more`: what this world has otherwise, or beside. */
  constructor(more: Partial<World> = {}) {
    this.registry = new Registry({
      course: smallCourse(),
      pool: this.pool,
      progress: this.progress,
      judge: createJudge,
      time: this.time,
      log: (line) => this.logged.push(line),
      ...more,
    })
  }

  /** A tab that said hello and was welcomed. */
  async open(learner = 'ada', seen?: { session: string; seq: number }): Promise<Tab> {
    const tab = new Tab(this.registry, learner)
    tab.say({ type: 'hello', version: PROTOCOL_VERSION, ...(seen ? { seen } : {}) })
    await this.time.pass(20)
    return tab
  }

  /** Presses Run on one program, or on all of the step. */
  async run(tab: Tab, program?: string, files: Record<string, string | null> = {}): Promise<void> {
    const what = program === undefined ? {} : { program }
    tab.say({ type: 'run', id: 1, lesson: LESSON, step: STEP, files, ...what })
    await this.time.pass(20)
  }

  get lab(): ScriptedLab {
    const lab = this.pool.labs.at(-1)
    if (lab === undefined) throw new Error('no lab was taken')
    return lab
  }

  /** The run that the lab was asked for last. */
  get last(): ScriptedRun {
    const run = this.lab.runs.at(-1)
    if (run === undefined) throw new Error('nothing was run')
    return run
  }
}
