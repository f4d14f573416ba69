/**
 * One template: a sandboxed process that gives birth to labs, each on a slot that is used once.
 *
 * Owns the process; its labs own their channels. Killing the process ends all of its labs.
 */
import type { Socket } from 'node:net'
import { Channel } from './channel.ts'
import { monotonicMs } from './clock.ts'
import type { TemplateGroups } from './fence/groups.ts'
import { FrameError, type Frame } from './frames.ts'
import { FENCE_LIMITS, LIMIT_ROWS, SERVER_LIMITS, SUPERVISOR_LIMITS } from './limits.ts'
import type { LabPaths, Mount } from './paths.ts'
import type { TemplateProcess } from './process.ts'
import { brokerInside, FD, mountPoint } from './sandbox.ts'
import { filter } from './seccomp.ts'
import { SupervisedLab } from './supervisedLab.ts'
import { archOf } from './syscalls.ts'
import type { Versions } from './versions.ts'
import { parseFromTemplate, type FromTemplate } from './wire.ts'

/** Longer than any run. */
const NEVER_MS = 24 * 60 * 60_000

export interface TemplateOptions {
  readonly paths: LabPaths
  readonly mounts: readonly Mount[]
  readonly versions: Promise<Versions>
  /** The user that the lab on slot 0 is, the next ones follow; absent: all are the template's. */
  readonly firstUser?: number | undefined
  /** What the kernel bounds of it and its labs; removed when they are gone. */
  readonly groups?: TemplateGroups | undefined
  /** As in `LabParts`. */
  readonly refused?: (() => void) | undefined
  /** Sober lines for the server's log; never a learner's words. */
  readonly log: (line: string) => void
  /** False: programs reach Redis itself, and there is no traffic: to measure what the relay costs. */
  readonly relay?: boolean
  /** False: nobody looks at what programs do, to measure what looking costs. */
  readonly looks?: boolean
}

interface Slot {
  readonly socket: Socket
  lab: SupervisedLab | undefined
}

export class Template {
  /** Resolves when it can give birth; rejects with a sentence. */
  readonly up: Promise<void>
  /** Resolves when its process has ended; all of its labs are closed then. */
  readonly closed: Promise<void>

  readonly #options: TemplateOptions
  readonly #process: TemplateProcess
  readonly #control: Channel
  readonly #slots: Slot[]
  readonly #started = monotonicMs()
  readonly #startTimer: NodeJS.Timeout
  #python = ''
  #used = 0
  #living = 0
  #dead = false
  /** A lab of it did not start in time: those after it would be waited for as long. */
  #stuck = false
  #begun: { resolve(): void; reject(error: Error): void } = { resolve() {}, reject() {} }

  constructor(process: TemplateProcess, options: TemplateOptions) {
    this.#options = options
    this.#process = process
    this.#slots = process.channels.map((socket) => ({ socket, lab: undefined }))
    this.up = new Promise((resolve, reject) => (this.#begun = { resolve, reject }))
    this.up.catch(() => undefined)
    this.closed = process.exited.then(async (say) => {
      this.#end(say)
      await options.groups?.remove()
    })
    this.#control = new Channel(process.control, {
      frame: (frame) => {
        this.#heard(frame)
      },
      end: () => {
        process.kill()
      },
    })
    this.#startTimer = setTimeout(() => {
      this.#begun.reject(new Error('The template of the labs did not start in time.'))
      process.kill()
    }, SERVER_LIMITS.templateStartMs)
    this.#control.send(configOf(options, this.#slots.length))
  }

  /** No further labs should come of it: no slot left, too old, stuck, or dead. */
  get spent(): boolean {
    const age = monotonicMs() - this.#started
    if (this.#dead || this.#stuck) return true
    return this.#used >= this.#slots.length || age > SERVER_LIMITS.templateAgeMs
  }

  get living(): number {
    return this.#living
  }

  /** A new lab. Rejects with a sentence when it cannot be made. */
  async open(): Promise<SupervisedLab> {
    // Before the first await: who asks next must see that this slot is taken.
    const index = this.#used
    this.#used += 1
    this.#living += 1
    try {
      await this.up
      const lab = this.#bear(index, await this.#options.versions)
      void lab.closed.then(() => (this.#living -= 1))
      await this.#inTime(lab)
      return lab
    } catch (error) {
      if (this.#slots[index]?.lab === undefined) this.#living -= 1
      throw error
    }
  }

  #bear(index: number, versions: Versions): SupervisedLab {
    const slot = this.#slots[index]
    if (slot === undefined || this.#dead) throw new Error('A spent template was asked for a lab.')
    const group = this.#options.groups?.lab(index)
    slot.lab = new SupervisedLab({
      socket: slot.socket,
      info: { python: this.#python, ...versions, limits: LIMIT_ROWS, sandboxed: true },
      kill: () => {
        this.#control.send({ op: 'kill', slot: index })
      },
      log: this.#options.log,
      group,
      refused: this.#options.refused,
    })
    void slot.lab.closed.then(() => group?.remove())
    this.#control.send({ op: 'open', slot: index })
    return slot.lab
  }

  async #inTime(lab: SupervisedLab): Promise<void> {
    const late = setTimeout(() => {
      this.#stuck = true
      lab.fail('The lab did not start in time.')
    }, SERVER_LIMITS.labStartMs)
    try {
      await lab.ready
    } finally {
      clearTimeout(late)
    }
  }

  /** Kills it with all of its labs. */
  dispose(): void {
    this.#process.kill()
  }

  #heard(frame: Frame): void {
    if (frame.kind !== 'message') throw new FrameError('a template sent bytes')
    this.#message(parseFromTemplate(frame.json))
  }

  #message(message: FromTemplate): void {
    switch (message.op) {
      case 'up':
        clearTimeout(this.#startTimer)
        this.#python = message.python
        this.#begun.resolve()
        return
      case 'failed':
        this.#begun.reject(new Error(message.say))
        return
      case 'opened':
        return
      case 'gone':
        this.#slots[message.slot]?.lab?.gone('the lab went away')
    }
  }

  #end(say: string): void {
    this.#dead = true
    clearTimeout(this.#startTimer)
    this.#begun.reject(new Error(`The template of the labs ${say}`))
    this.#control.close()
    for (const { lab, socket } of this.#slots) {
      lab?.gone('the template went away')
      socket.destroy()
    }
  }
}

function configOf(options: TemplateOptions, slots: number): object {
  const arch = archOf(process.arch)
  if (arch === undefined) throw new Error(`no system call filter for ${process.arch}`)
  return {
    op: 'config',
    slots,
    firstFd: FD.channels,
    filter: filter('run', arch).toString('base64'),
    broker: brokerInside(options.paths),
    mounts: options.mounts.map(({ to, hide = [] }, index) => ({
      from: mountPoint(index),
      to,
      hide,
    })),
    relay: options.relay ?? true,
    groups: options.groups?.perLab ?? 0,
    ...(options.firstUser === undefined ? {} : { firstUser: options.firstUser }),
    limits: limitsOf(options),
  }
}

function limitsOf({ groups, looks }: TemplateOptions): object {
  const { memoryEveryMs } = groups?.bounds('memory') === true ? FENCE_LIMITS : SUPERVISOR_LIMITS
  const never = looks === false ? { activityEveryMs: NEVER_MS } : {}
  return { ...SUPERVISOR_LIMITS, memoryEveryMs, ...never }
}
