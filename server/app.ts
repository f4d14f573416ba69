/** Joins the parts that are open into one listening server, and takes it down in reverse order. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createEdge,
  httpApp,
  readBuilt,
  socketServer,
  type EdgeOptions,
  type FindZip,
} from './gateway/index.ts'
import type { Pool } from './lab/index.ts'
import type { Course } from './lessons/index.ts'
import type { ProgressStore } from './progress/index.ts'
import { Registry, realTime, type MakeJudge } from './session/index.ts'

export interface AppParts {
  readonly course: Course
  readonly pool: Pool
  readonly progress: ProgressStore
  readonly judge: MakeJudge
  /** Folder of the built page. */
  readonly page: string
  readonly log: (line: string) => void
  readonly edge?: EdgeOptions
  /** Finds the zip of a lesson; without it there is none. */
  readonly zip?: FindZip
  readonly pingMs?: number
  /** Sees each request before all else, and each upgrade (without `response`); true: it was answered. */
  readonly first?: (request: IncomingMessage, response?: ServerResponse) => boolean
}

export interface App {
  readonly port: number
  readonly registry: Registry
  /** Ends sessions and connections; the parts that were passed in are the caller's. */
  dispose(): Promise<void>
}

/** Listens on `host` and `port` (0: any). Rejects with the error of `listen`. */
export async function openApp(
  parts: AppParts,
  { host, port }: { host: string; port: number },
): Promise<App> {
  const { course, pool, progress, judge, log, pingMs, first } = parts
  const zip = parts.zip ?? (() => Promise.resolve(undefined))
  const registry = new Registry({ course, pool, progress, judge, time: realTime, log })
  progress.onChange((up) => registry.tellStore(up))
  const built = await readBuilt(parts.page)
  const ready = (): { ok: boolean; [figure: string]: unknown } => ({
    ok: built.has('/index.html'),
    ...registry.size,
    labs: pool.status(),
    progress: progress.up ? 'up' : 'away',
  })
  const edge = createEdge(parts.edge)
  const page = httpApp({ course, registry, built, zip, ready, log, edge })
  const server = createServer((request, response) => {
    if (first?.(request, response) !== true) page(request, response)
  })
  server.on('upgrade', (request) => first?.(request))
  await listen(server, host, port)
  const sockets = socketServer(server, registry, {
    edge,
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

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
