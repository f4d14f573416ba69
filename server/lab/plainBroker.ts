/** The Redis of `--sandbox off`: on port 6379, where programs look for it, and only when that is free. */
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import type { BrokerState } from './lab.ts'
import type { LabPaths } from './paths.ts'
import { spawnPlain, type PlainProcess } from './process.ts'
import { hostEnvironment } from './sandbox.ts'

const PORT = 6379
const HOST = '127.0.0.1'
const START_MS = 5_000

export class PlainBroker {
  readonly #paths: LabPaths
  readonly #listeners: ((state: BrokerState) => void)[] = []
  #process: PlainProcess | undefined
  #state: BrokerState = 'stopped'
  #wanted = true
  #disposed = false
  /** Switches happen one after the other. */
  #last: Promise<void> = Promise.resolve()

  private constructor(paths: LabPaths) {
    this.#paths = paths
  }

  /** Rejects with a sentence when the port is taken or Redis does not start. */
  static async start(paths: LabPaths): Promise<PlainBroker> {
    if (!(await isFree())) {
      throw new Error(
        `Port ${PORT} is taken: without a sandbox the lab's Redis needs it, so stop the Redis that runs there.`,
      )
    }
    const broker = new PlainBroker(paths)
    await broker.#start()
    return broker
  }

  get state(): BrokerState {
    return this.#state
  }

  onState(listener: (state: BrokerState) => void): void {
    this.#listeners.push(listener)
  }

  switch(action: 'stop' | 'start' | 'restart'): void {
    // Its last state may be heard by somebody who wants it back.
    if (this.#disposed) return
    this.#wanted = action !== 'stop'
    this.#last = this.#last.then(async () => {
      if (action !== 'start') await this.#stop()
      if (action !== 'stop' && this.#process === undefined) await this.#start()
    })
    this.#last.catch(() => {
      this.#set('stopped')
    })
  }

  async dispose(): Promise<void> {
    this.#disposed = true
    this.#wanted = false
    await this.#last.catch(() => undefined)
    await this.#stop()
  }

  async #start(): Promise<void> {
    const { redisServer } = this.#paths
    const command = [
      redisServer,
      '--port',
      `${PORT}`,
      '--bind',
      HOST,
      '--save',
      '',
      '--dir',
      tmpdir(),
    ]
    const env = {
      PATH: '/usr/bin:/bin',
      ...hostEnvironment({ ...this.#paths, bwrap: redisServer }),
    }
    const process = spawnPlain(command, { cwd: '/', env })
    this.#process = process
    process.stdout.resume()
    process.stderr.resume()
    const ended = process.ended.then(
      () => 'ended' as const,
      () => 'ended' as const,
    )
    void ended.then(() => {
      this.#died(process)
    })
    if ((await Promise.race([answers(), ended])) === 'ended')
      throw new Error('Redis does not start.')
    this.#set('up')
  }

  async #stop(): Promise<void> {
    const process = this.#process
    this.#process = undefined
    process?.signal('SIGKILL')
    await process?.ended.catch(() => undefined)
    this.#set('stopped')
  }

  #died(process: PlainProcess): void {
    if (this.#process !== process) return
    this.#process = undefined
    this.#set(this.#wanted ? 'restarting' : 'stopped')
    if (this.#wanted) this.switch('start')
  }

  #set(state: BrokerState): void {
    if (this.#state === state) return
    this.#state = state
    for (const listener of this.#listeners) listener(state)
  }
}

function isFree(): Promise<boolean> {
  return new Promise((resolve) => {
    const trial = createServer()
    trial.once('error', () => {
      resolve(false)
    })
    trial.listen(PORT, HOST, () => {
      trial.close(() => {
        resolve(true)
      })
    })
  })
}

/** Resolves when something accepts connections. */
async function answers(): Promise<'up'> {
  const began = performance.now()
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(PORT, HOST, () => {
        socket.destroy()
        resolve(true)
      })
      socket.on('error', () => {
        setTimeout(resolve, 5, false)
      })
    })
    if (open) return 'up'
    if (performance.now() - began > START_MS) throw new Error('Redis does not answer.')
  }
}
