/**
 * The one lab of `--sandbox off`: plain processes of this user, a Redis on port 6379, nothing confined.
 *
 * Different from a sandboxed lab: no limits but the wall time, nothing preloaded, states other than
 * "running" cannot be told, programs see this machine's files, network and other processes, and a
 * server that is killed leaves running programs behind.
 */
import { chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { connect } from 'node:net'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import { monotonicMs } from './clock.ts'
import type { FileContent } from './files.ts'
import type {
  BrokerState,
  Lab,
  LabFile,
  LabInfo,
  Run,
  RunListener,
  RunSpec,
  Visited,
  VisitSpec,
} from './lab.ts'
import { PlainBroker } from './plainBroker.ts'
import { PlainRun } from './plainRun.ts'
import { visitPlainly } from './plainVisit.ts'
import type { LabPaths } from './paths.ts'
import { labsUid, spawnPlain } from './process.ts'

/** Where Python is found on Linux, macOS and with Homebrew. */
const PATH = '/usr/local/bin:/opt/homebrew/bin:/usr/bin:/bin'

export class PlainLab implements Lab {
  readonly info: LabInfo
  readonly closed: Promise<void>

  readonly #home: string
  readonly #paths: LabPaths
  readonly #broker: PlainBroker
  readonly #runs = new Set<PlainRun>()
  #close: () => void = () => undefined
  #gone = false
  #lastRun = 0
  #paused = false

  private constructor(
    home: string,
    broker: PlainBroker,
    parts: { paths: LabPaths; info: LabInfo },
  ) {
    this.#home = home
    this.#paths = parts.paths
    this.#broker = broker
    this.info = parts.info
    this.closed = new Promise((resolve) => (this.#close = resolve))
  }

  /** Rejects with a sentence when Redis cannot be started, as when its port is taken. */
  static async open(paths: LabPaths, info: LabInfo): Promise<PlainLab> {
    const broker = await PlainBroker.start(paths)
    const home = await mkdtemp(path.join(tmpdir(), 'backchannel-'))
    await giveAway(home)
    return new PlainLab(home, broker, { paths, info })
  }

  get broker(): BrokerState {
    return this.#broker.state
  }

  onBroker(listener: (state: BrokerState) => void): void {
    this.#broker.onState(listener)
  }

  /** Nothing stands between programs and Redis here. */
  onTraffic(): void {}

  /** It has the server to itself. */
  onWork(): void {}

  connect(): Duplex {
    return connect(6379, '127.0.0.1')
  }

  cut(): void {}

  visit(spec: VisitSpec, visited: (visited: Visited) => void): () => void {
    return visitPlainly(spec, visited)
  }

  /** Nothing to make ready: there is no sandbox. */
  prepare(): void {}

  switchBroker(action: 'stop' | 'start' | 'restart'): void {
    this.#broker.switch(action)
  }

  run(spec: RunSpec, listener: RunListener): Run {
    this.#lastRun += 1
    const waiting = new LateRun(this.#lastRun)
    this.#begin(spec, listener).then(
      (run) => {
        waiting.is(run)
      },
      (error: unknown) => {
        const say = error instanceof Error ? error.message : String(error)
        listener.ended(monotonicMs(), this.#gone ? { type: 'lost' } : { type: 'refused', say })
      },
    )
    return waiting
  }

  async place(dir: string, files: Readonly<Record<string, FileContent>>): Promise<void> {
    await makeFolder(this.#within(dir))
    for (const [name, content] of Object.entries(files)) {
      const file = this.#within(path.join(dir, name))
      if (content === null) await rm(file, { force: true })
      else {
        await makeFolder(path.dirname(file))
        const same = await readFile(file).catch(() => undefined)
        if (same?.equals(Buffer.from(content)) !== true) await writeFile(file, content)
        await giveAway(file)
      }
    }
  }

  async list(dir: string): Promise<readonly LabFile[]> {
    const folder = this.#within(dir)
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = entries
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'))
      .map((entry) => path.join(entry.parentPath, entry.name))
    return Promise.all(
      files.map(async (file) => ({
        path: path.relative(folder, file),
        size: (await stat(file)).size,
      })),
    )
  }

  async read(file: string): Promise<Buffer> {
    return readFile(this.#within(file))
  }

  pause(): void {
    this.#paused = true
    for (const run of this.#runs) run.pause()
  }

  resume(): void {
    this.#paused = false
    for (const run of this.#runs) run.resume()
  }

  dispose(): void {
    if (this.#gone) return
    this.#gone = true
    for (const run of this.#runs) run.lost()
    void this.#clear().then(this.#close)
  }

  async #begin(spec: RunSpec, listener: RunListener): Promise<PlainRun> {
    await this.place(spec.dir, spec.files)
    if (this.#gone) throw new Error('The lab is gone.')
    const [program = '', ...args] = spec.argv
    const cwd = this.#within(spec.dir)
    const env = {
      ...{ PATH, HOME: this.#home, LANG: 'C.UTF-8', PYTHONUNBUFFERED: '1', PWD: cwd },
      ...(this.#paths.python === undefined ? {} : { PYTHONPATH: this.#paths.python }),
      ...spec.env,
    }
    const command = [program === 'python' ? 'python3' : program, ...args]
    const run = new PlainRun(spawnPlain(command, { cwd, env }), spec, listener)
    this.#runs.add(run)
    if (this.#paused) run.pause()
    void run.ended.then(() => this.#runs.delete(run))
    return run
  }

  async #clear(): Promise<void> {
    await Promise.all([...this.#runs].map((run) => run.ended))
    await this.#broker.dispose()
    await rm(this.#home, { recursive: true, force: true })
  }

  /** Keeps honest mistakes in the home; nothing here holds a program that means harm. */
  #within(name: string): string {
    const file = path.resolve(this.#home, name)
    if (file !== this.#home && !file.startsWith(`${this.#home}${path.sep}`)) {
      throw new Error(`${name} is not in the lab's home.`)
    }
    return file
  }
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await giveAway(folder)
}

/** As long as we are root, programs are somebody else. */
async function giveAway(file: string): Promise<void> {
  const uid = labsUid()
  if (uid !== undefined) await chown(file, uid, uid)
}

/** A run whose files are still being written; what is asked of it meanwhile is done when it starts. */
class LateRun implements Run {
  readonly id: number
  #run: PlainRun | undefined
  #asked: ((run: PlainRun) => void)[] = []

  constructor(id: number) {
    this.id = id
  }

  is(run: PlainRun): void {
    this.#run = run
    for (const ask of this.#asked) ask(run)
    this.#asked = []
  }

  stop(): void {
    this.#ask((run) => {
      run.stop()
    })
  }

  kill(): void {
    this.#ask((run) => {
      run.kill()
    })
  }

  input(bytes: Buffer): void {
    this.#ask((run) => {
      run.input(bytes)
    })
  }

  endInput(): void {
    this.#ask((run) => {
      run.endInput()
    })
  }

  #ask(what: (run: PlainRun) => void): void {
    if (this.#run === undefined) this.#asked.push(what)
    else what(this.#run)
  }
}
