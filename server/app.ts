/** Joins the parts that are open into one listening server, and takes it down in reverse order. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createEdge,
  createListener,
  httpApp,
  readBuilt,
  socketServer,
  type Built,
  type EdgeOptions,
  type FindZip,
  type Rename,
} from './gateway/index.ts'
import type { Pool } from './lab/index.ts'
import type { Course } from './lessons/index.ts'
import type { ProgressStore } from './progress/index.ts'
import { Registry, realTime, type MakeJudge } from './session/index.ts'
import { DoorWatch, Metrics, SessionWatch, type Log } from './watch/index.ts'

export interface AppParts {
  readonly course: Course
  readonly pool: Pool
  readonly progress: ProgressStore
  readonly judge: MakeJudge
  /** Folder of the built page. */
  readonly page: string
  readonly log: Log['line']
  /** What is worth a line to machines. */
  readonly tell?: Omit<Log, 'line'>
  readonly edge?: EdgeOptions
  /** Finds the zip of a lesson; without it there is none. */
  readonly zip?: FindZip
  readonly pingMs?: number
  /** As in `World`. */
  readonly idleMs?: number | undefined
  /** Sees each request before all else, and each upgrade (without `response`); true: it was answered. */
  readonly first?: (request: IncomingMessage, response?: ServerResponse) => boolean
}

export interface App {
  readonly port: number
  readonly registry: Registry
  /** Ends sessions and connections; the parts that were passed in are the caller's. */
  dispose(): Promise<void>
}

const SILENT: Omit<Log, 'line'> = { event: () => undefined, audit: () => undefined }

/** Listens on `host` and `port` (0: any). Rejects with the error of `listen`. */
export async function openApp(
  parts: AppParts,
  { host, port }: { host: string; port: number },
): Promise<App> {
  const { course, pool, progress, judge, log, pingMs, first, idleMs, tell = SILENT } = parts
  const zip = parts.zip ?? (() => Promise.resolve(undefined))
  const metrics: Metrics = new Metrics({
    labs: () => pool.status(),
    sessions: () => registry.size,
    held: () => registry.held,
    progressUp: () => progress.up,
    fence: () => pool.fence ?? [],
  })
  const watch = new SessionWatch(metrics, tell)
  const world = { course, pool, progress, judge, time: realTime, log, watch, idleMs }
  const registry = new Registry(world)
  progress.onChange((up) => {
    tell.event(up ? 'progress is kept again' : 'progress cannot be kept')
    registry.tellStore(up)
  })
  const built = await readBuilt(parts.page)
  const shelf = progress.shared
  const ready = () => readiness(parts, { registry, built })
  const door = new DoorWatch(metrics, tell)
  const rename: Rename = (from, to) => progress.rename(from, to)
  const edge = createEdge({ ...parts.edge, rename, onLimit: (name) => door.limitHit(name) })
  const page = httpApp({ course, registry, shelf, built, zip, ready, metrics, log, edge })
  const server = createListener((request, response) => {
    if (first?.(request, response) !== true) page(request, response)
  }, edge)
  server.on('upgrade', (request) => first?.(request))
  await listen(server, host, port)
  const sockets = socketServer(server, registry, {
    edge,
    onFrame: (...frame) => metrics.moved(...frame),
    ...(pingMs === undefined ? {} : { pingMs }),
  })
  return {
    port: (server.address() as AddressInfo).port,
    registry,
    async dispose() {
      const closed = new Promise((resolve) => server.close(resolve))
      registry.dispose()
      await sockets.dispose()
      server.closeAllConnections()
      await closed
    },
  }
}

/** Whether a learner would be served now, and how full it is. */
function readiness(
  { pool, progress }: AppParts,
  { registry, built }: { registry: Registry; built: Built },
): { ok: boolean; [figure: string]: unknown } {
  return {
    ok: built.has('/index.html'),
    ...registry.size,
    labs: pool.status(),
    progress: progress.up ? 'up' : 'away',
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
