/** What a lab has, for the page to show: Redis and the pinned packages with their versions. */
import { readdir } from 'node:fs/promises'
import type { LabPaths } from './paths.ts'
import { versionOf } from './process.ts'
import { hostEnvironment } from './sandbox.ts'

export interface Versions {
  readonly redis: string
  readonly packages: Readonly<Record<string, string>>
}

/** Reads folder names and asks redis-server once; never rejects. */
export async function readVersions(paths: LabPaths): Promise<Versions> {
  const env = hostEnvironment({ ...paths, bwrap: paths.redisServer })
  const [said = '', packages] = await Promise.all([
    versionOf(paths.redisServer, env),
    paths.python === undefined ? {} : packagesIn(paths.python),
  ])
  return { redis: /v=([\d.]+)/.exec(said)?.[1] ?? 'unknown', packages }
}

/** `redis-8.1.0.dist-info` is package `redis` at 8.1.0. */
async function packagesIn(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder).catch(() => [])
  return Object.fromEntries(
    names.flatMap((name) => {
      const found = /^(.+)-([^-]+)\.dist-info$/.exec(name)
      return found?.[1] === undefined || found[2] === undefined ? [] : [[found[1], found[2]]]
    }),
  )
}
