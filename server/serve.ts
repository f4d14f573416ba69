/** All of the server but its labs, and where they meet: learners' progress, the course, and the app that listens. */
import { hostname } from 'node:os'
import { openApp } from './app.ts'
import type { Config } from './config.ts'
import { createShelf } from './export/index.ts'
import { LABS_UID, type Pool } from './lab/index.ts'
import { CourseError, createJudge, loadCourse, type Course } from './lessons/index.ts'
import { openProgress, type ProgressStore } from './progress/index.ts'
import { Store, withFigures } from './proof/index.ts'
import { StartError } from './startError.ts'
import type { Log } from './watch/index.ts'

export interface Serving {
  readonly config: Config
  /** The address to bind. */
  readonly host: string
  readonly journal: Log
  /** Takes how a part is closed, as soon as it is there. */
  readonly closing: (close: () => Promise<void> | void) => void
  /** Asked once, when progress and course are there. */
  readonly openLabs: () => Promise<Pool>
}

/** Resolves with the port when it listens; rejects with the first part's error, the others being closed or to be closed. */
export async function serve(serving: Serving): Promise<number> {
  const { config, host, journal, closing } = serving
  const { paths, port } = config
  const [progress, course] = await all(openStore(serving), readCourse(config))
  const pool = await serving.openLabs()
  const edge = {
    ...config.edge,
    own: [config.host, hostname(), `${hostname()}.local`],
    onlyLocal: !config.sandbox,
  }
  const proven = new Store({ folder: paths.proof, course: paths.lessons, engine: '' })
  const app = await openApp(
    {
      ...{ course: withFigures(course, proven), page: paths.page, pool, progress },
      ...{ judge: createJudge, zip: createShelf(course, paths), edge },
      ...{ log: journal.line, tell: journal, idleMs: config.idleMs },
    },
    { host, port },
  )
  closing(() => app.dispose())
  return app.port
}

async function openStore({ config, journal, closing }: Serving): Promise<ProgressStore> {
  const { redisServer: binary, libraries, progress: folder } = config.paths
  const uid = process.getuid?.() === 0 ? LABS_UID : undefined
  const url = config.redisUrl
  const progress = await openProgress({ url, binary, libraries, folder, uid, log: journal.line })
  closing(() => progress.dispose())
  return progress
}

async function readCourse({ paths }: Config): Promise<Course> {
  try {
    return await loadCourse(paths.lessons, { keep: paths.read })
  } catch (error) {
    if (error instanceof CourseError) throw new StartError(error.message, { cause: error })
    throw error
  }
}

/** Both, or the error of one after the other is there too, so that it can be closed. */
async function all<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second])
  return Promise.all([first, second])
}
