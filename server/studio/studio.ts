/**
 * The real page beside its files: a server for one author, on loopback alone.
 *
 *   files -> FolderWatch -> LiveCourse -> page (in a frame)
 *                                `-----> Feed -> the studio's page around it
 */
import { openApp } from '../app.ts'
import type { Pool } from '../lab/index.ts'
import type { Store } from '../proof/index.ts'
import { courseChecker, createJudge } from '../lessons/index.ts'
import type { StudioEvent, StudioSaved } from '../protocol/studio.ts'
import { Feed } from './feed.ts'
import { Learners } from './learners.ts'
import { LiveCourse } from './live.ts'
import { Prover } from './prover.ts'
import { studioRoutes } from './routes.ts'
import { Teller } from './teller.ts'
import type { Desk } from './told.ts'
import { FolderWatch } from './watch.ts'

export interface StudioOptions extends Desk {
  readonly port: number
  /** Folder of the built page, and of the built studio around it. */
  readonly page: string
  readonly shell: string
  readonly pool: Pool
  /** Folder of what is kept of lessons that were read: a save is looked at as soon as its lesson was. */
  readonly keep: string
  /** What was proven before. */
  readonly store: Store
  /** Why nothing can be played here, where that is so. */
  readonly noPlay?: string
  /** See WatchOptions. */
  readonly poll?: boolean
  readonly log: (line: string) => void
}

export interface Studio {
  readonly port: number
  dispose(): Promise<void>
}

/** Resolves when it listens and watches; mistakes in the course keep it from nothing. */
export async function openStudio(options: StudioOptions): Promise<Studio> {
  const { root, keep, poll = false, pool, log } = options
  const live = new LiveCourse(courseChecker(root, { keep }))
  const feed = new Feed()
  const tell = (event: StudioEvent): void => feed.tell(event)
  const prover = new Prover({ ...options, live, tell })
  const looked = (news: StudioSaved): void => {
    tell(news)
    prover.saved(news.saved?.paths ?? [])
  }
  const teller = new Teller({ ...options, live, tell: looked })
  // First the watch: what is saved during the first look is not missed.
  const watch = await FolderWatch.open(root, { poll, changed: (paths) => teller.soon(paths) })
  await teller.begin()
  const progress = new Learners(live)
  const app = await openApp(
    {
      ...{ course: live, pool, progress, judge: createJudge },
      ...{ page: options.page, log, edge: { onlyLocal: true } },
      first: studioRoutes({ shell: options.shell, feed, prover, now: () => teller.now }),
    },
    { host: '127.0.0.1', port: options.port },
  ).catch((error: unknown) => {
    watch.dispose()
    throw error
  })
  return {
    port: app.port,
    async dispose() {
      watch.dispose()
      prover.dispose()
      feed.dispose()
      await app.dispose()
      await progress.dispose()
    },
  }
}
