/**
 * The real page beside its files: a server for one author, on loopback alone.
 *
 *   files -> FolderWatch -> LiveCourse -> page (in a frame)
 *                                `-----> Feed -> the studio's page around it
 */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { openApp } from '../app.ts'
import type { Pool } from '../lab/index.ts'
import type { Store } from '../proof/index.ts'
import { createJudge } from '../lessons/index.ts'
import type { StudioCourse, StudioPlay } from '../protocol/studio.ts'
import { Feed } from './feed.ts'
import { Learners } from './learners.ts'
import { LiveCourse } from './live.ts'
import { Prover } from './prover.ts'
import { studioRoutes } from './routes.ts'
import { tellLessons, tellMistakes } from './told.ts'
import type { Desk } from './told.ts'
import { FolderWatch } from './watch.ts'

export interface StudioOptions extends Desk {
  readonly port: number
  /** Folder of the built page, and of the built studio around it. */
  readonly page: string
  readonly shell: string
  readonly pool: Pool
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

/** A save that brought mistakes is looked at again after this long: it may have been half of one, ms. */
const SECOND_LOOK_MS = 60

const picture = /\.(png|jpe?g|gif|webp|svg)$/i

/** Resolves when it listens and watches; mistakes in the course keep it from nothing. */
export async function openStudio(options: StudioOptions): Promise<Studio> {
  const live = new LiveCourse(options.root)
  const feed = new Feed()
  const teller = new Teller(options, live, feed)
  await teller.look([])
  const watch = await FolderWatch.open(options.root, {
    poll: options.poll ?? false,
    changed: (paths) => teller.soon(paths),
  })
  const { root, link, pool, store, log } = options
  const tell = (play: StudioPlay): void => feed.tell(play)
  const prover = new Prover({ root, link, live, pool, store, tell, log })
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

/** Looks at the files after each save, one look at a time, and tells what came of it. */
class Teller {
  readonly #options: StudioOptions
  readonly #live: LiveCourse
  readonly #feed: Feed
  #now: StudioCourse | undefined
  #waiting: string[] = []
  #looking = false

  constructor(options: StudioOptions, live: LiveCourse, feed: Feed) {
    this.#options = options
    this.#live = live
    this.#feed = feed
  }

  get now(): StudioCourse {
    if (this.#now === undefined) throw new Error('the files have not been looked at yet')
    return this.#now
  }

  soon(paths: readonly string[]): void {
    this.#waiting.push(...paths)
    if (this.#looking) return
    this.#looking = true
    void this.#lookAtAll().finally(() => (this.#looking = false))
  }

  async #lookAtAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const paths = [...new Set(this.#waiting.splice(0))]
      try {
        await this.look(paths)
      } catch (error) {
        // A folder that went away under the look: its parent's event brings the next one.
        this.#options.log(`studio: the files could not be read: ${String(error)}`)
      }
    }
  }

  /** `paths` were saved. */
  async look(paths: readonly string[]): Promise<void> {
    const { root, noPlay } = this.#options
    const before = this.#now
    let { changed, mistakes } = await this.#live.look(before === undefined ? undefined : paths)
    const worse = mistakes.length > (before?.mistakes.length ?? 0)
    if (before !== undefined && worse) {
      await new Promise((resolve) => setTimeout(resolve, SECOND_LOOK_MS))
      // The rest of the save has come: what it was half way need not be told.
      if (this.#waiting.length > 0) return void this.#waiting.push(...paths)
      const again = await this.#live.look(paths)
      changed = [...new Set([...changed, ...again.changed])]
      mistakes = again.mistakes
    }
    this.#now = {
      type: 'course',
      version: (before?.version ?? 0) + 1,
      root: path.basename(root),
      ...(paths.length === 0
        ? {}
        : { saved: { paths: [...paths], at: await savedAt(root, paths) } }),
      changed: [...changed],
      pictures: paths.filter((one) => picture.test(one)),
      lessons: tellLessons(this.#live.lessons, this.#options),
      mistakes: await tellMistakes(mistakes, this.#options),
      ...(noPlay === undefined ? {} : { noPlay }),
    }
    this.#feed.tell(this.#now)
  }
}

/** When the newest of them was written; now, where none is there any more. */
async function savedAt(root: string, paths: readonly string[]): Promise<number> {
  const times = await Promise.all(
    paths.map((one) =>
      stat(path.join(root, one)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  )
  const newest = Math.max(0, ...times)
  return newest === 0 ? Date.now() : newest
}
