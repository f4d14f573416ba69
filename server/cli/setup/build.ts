/** Builds page and server when their sources have changed since the last build. */
import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { capture } from './command.ts'
import { places, project } from './places.ts'
import { explain, Problem } from './problem.ts'
import { step } from './step.ts'

export interface Target {
  readonly title: string
  readonly name: string
  readonly sources: readonly string[]
  readonly flags: readonly string[]
}

const shared = ['package-lock.json', 'tsconfig.json', 'vite.config.ts']

export const serverTarget: Target = {
  title: 'Building the server',
  name: 'server',
  sources: ['server', ...shared],
  flags: ['--ssr'],
}

export const targets: readonly Target[] = [
  {
    title: 'Building the page',
    name: 'client',
    sources: ['client', 'server/protocol', ...shared],
    flags: [],
  },
  serverTarget,
]

/** The page around the page; `npm start` neither builds nor serves it. */
export const studioTarget: Target = {
  title: 'Building the studio',
  name: 'studio',
  sources: ['client', 'server/protocol', ...shared],
  flags: ['--mode', 'studio'],
}

/** What the studio serves; its server runs from source. */
export const studioTargets: readonly Target[] = [...targets.slice(0, 1), studioTarget]

/** One hash over names and contents of everything a build reads; tests and Python are left out. */
export async function sourcesHash(sources: readonly string[], root = project): Promise<string> {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of await filesBelow(path.join(root, source))) {
      hash.update(`${path.relative(root, file)}\0`).update(await fs.readFile(file))
    }
  }
  return hash.digest('hex')
}

const left =
  /\.test\.tsx?$|\.md$|\.py$|\.pyc$|\.jsonl$|(^|\/)(e2e|bench|test|supervisor|fidelity)\//

async function filesBelow(place: string): Promise<string[]> {
  const stat = await fs.stat(place)
  if (stat.isFile()) return [place]
  const entries = await fs.readdir(place, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const names = files.map((entry) => path.join(entry.parentPath, entry.name))
  return names.filter((name) => !left.test(path.relative(place, name))).toSorted()
}

const stampOf = (target: Target) => path.join(places.build, `${target.name}.stamp`)

/** True when the target was built from what the sources are now. */
export async function isBuilt(target: Target): Promise<boolean> {
  const stamp = await fs.readFile(stampOf(target), 'utf8').catch(() => '')
  return stamp !== '' && stamp === (await sourcesHash(target.sources))
}

/** Builds what is stale; throws a Problem with the builder's own words when it does not build. */
export async function setUpBuild(wanted = targets): Promise<void> {
  for (const target of wanted) {
    if (await isBuilt(target)) continue
    await step(target.title, async () => {
      await fs.rm(stampOf(target), { force: true })
      const hash = await sourcesHash(target.sources)
      const vite = path.join(project, 'node_modules/vite/bin/vite.js')
      const { status, printed } = await capture(
        [process.execPath, vite, 'build', '--logLevel', 'warn', ...target.flags],
        // Started by a test, too, it reads the configuration of a build, and takes React as learners get it:
        // the one for development is 60 kB more, and makes each editor twice.
        { cwd: project, env: { ...process.env, VITEST: undefined, NODE_ENV: 'production' } },
      )
      if (status !== 0) {
        throw new Problem(explain(printed, 'The network') ?? `It does not build:\n${printed}`)
      }
      // A server that gave up root must be able to read it, whatever our umask is.
      await capture(['chmod', '-R', 'a+rX', places.build])
      await fs.writeFile(stampOf(target), hash)
    })
  }
}
