/** Keeps the playground's own Redis running: an append-only file and a private socket in one folder. */
import { chown, mkdir, open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { FOLDER_TAKEN, startRedis, type RedisProcess } from './process.ts'
import { RedisStore } from './redisStore.ts'
import type { ProgressStore } from './store.ts'

const SOCKET = 'redis.sock'
/** A Unix socket's path holds 107 bytes; deeper checkouts go through /proc/self/fd. */
const MAX_PATH = 100
const GRACE_MS = 5_000
const FIRST_MS = 3_000
const RETRY_MS = 2_000

export interface EmbeddedOptions {
  readonly binary: string
  /** Libraries of `binary` when it is not the system's. */
  readonly libraries: string | undefined
  /** Absolute; made when absent. */
  readonly folder: string
  /** Owner of the folder and of the process, when we are root. */
  readonly uid: number | undefined
  readonly log: (line: string) => void
}

/** Starts Redis in `folder`; resolves when it answers, or when it is clear that it does not for now. */
export async function openEmbedded(options: EmbeddedOptions): Promise<ProgressStore> {
  const { folder, uid } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (uid !== undefined) await chown(folder, uid, uid)
  const direct = join(folder, SOCKET)
  const handle = direct.length <= MAX_PATH ? undefined : await open(folder)
  const socket = handle ? `/proc/self/fd/${handle.fd}/${SOCKET}` : direct
  const keeper = new Embedded(options)
  const store = new RedisStore({ socket }, options.log)
  await store.settled(FIRST_MS)
  return closing(store, keeper, handle)
}

/** The store, and what ends with it, in reverse order of their beginnings. */
function closing(
  store: RedisStore,
  keeper: Embedded,
  handle: FileHandle | undefined,
): ProgressStore {
  return {
    load: (learner) => store.load(learner),
    save: (learner, entries) => store.save(learner, entries),
    rename: (from, to) => store.rename(from, to),
    shared: store.shared,
    get up() {
      return store.up
    },
    get scarce() {
      return store.scarce
    },
    onChange: (listener) => store.onChange(listener),
    async dispose() {
      await store.dispose()
      await keeper.dispose()
      await handle?.close()
    },
  }
}

class Embedded {
  readonly #options: EmbeddedOptions
  #process: RedisProcess
  #timer: NodeJS.Timeout | undefined
  #over = false
  #told = ''

  constructor(options: EmbeddedOptions) {
    this.#options = options
    this.#process = this.#start()
  }

  async dispose(): Promise<void> {
    this.#over = true
    clearTimeout(this.#timer)
    await this.#process.stop(GRACE_MS)
  }

  #start(): RedisProcess {
    const { binary, folder, libraries } = this.#options
    // Root is given up after the first start; from then on we are that user anyway.
    const uid = process.getuid?.() === 0 ? this.#options.uid : undefined
    const started = startRedis({
      binary,
      args: ARGS,
      folder,
      env: libraries === undefined ? {} : { LD_LIBRARY_PATH: libraries },
      ...(uid === undefined ? {} : { uid }),
    })
    void started.ended.then((status) => this.#ended(started, status))
    return started
  }

  /** One line per new trouble, not one per try. */
  #tell(line: string): void {
    if (withoutTime(line) === this.#told) return
    this.#told = withoutTime(line)
    this.#options.log(line)
  }

  #ended(ended: RedisProcess, status: number | undefined): void {
    if (this.#over) return
    this.#tell(
      status === FOLDER_TAKEN
        ? `progress: another server uses ${this.#options.folder}; its Redis keeps progress for both until it ends`
        : `progress: Redis ended, it is started again: ${ended.said()}`,
    )
    this.#timer = setTimeout(() => {
      if (!this.#over) this.#process = this.#start()
    }, RETRY_MS)
    this.#timer.unref()
  }
}

/** What Redis says begins with its process id and the time: told once all the same. */
function withoutTime(line: string): string {
  return line.replace(/\d+:[A-Z] \d+ \w+ \d{4} [\d:.]+ /, '')
}

/** No TCP port; every second to disk; an empty first argument keeps it from reading a file. */
const ARGS = [
  ...['--port', '0', '--unixsocket', SOCKET, '--unixsocketperm', '700', '--dir', '.'],
  ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''],
  ...['--maxmemory', '512mb', '--maxmemory-policy', 'noeviction'],
  ...['--hz', '10', '--daemonize', 'no', '--loglevel', 'warning', '--enable-module-command', 'no'],
]
