/** Debian packages: installed by apt as root, or fetched and unpacked beside the project without it. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { capture } from './command.ts'
import type { Outcome } from './command.ts'
import { places } from './places.ts'
import { explain, Problem } from './problem.ts'

export interface Package {
  readonly name: string
  readonly version: string
}

const quiet = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
const policy = '/usr/sbin/policy-rc.d'

// A fresh machine may be installing its updates at this moment: waited for, up to five minutes.
const flags = ['-q', '-o', 'Acquire::Retries=1', '-o', 'DPkg::Lock::Timeout=300'] as const
const aptGet = ['apt-get', ...flags] as const

/** What `apt-get --simulate install` would add: its `Inst` lines, in order. */
export function parseClosure(printed: string): Package[] {
  const lines = printed.matchAll(/^Inst (\S+) (?:\[[^\]]*\] )?\((\S+) /gm)
  return [...lines].map(([, name = '', version = '']) => ({ name, version }))
}

/** True where apt-get and dpkg-deb are. */
export async function hasApt(): Promise<boolean> {
  const found = await Promise.all([present('/usr/bin/apt-get'), present('/usr/bin/dpkg-deb')])
  return found.every(Boolean)
}

/**
 * Debian starts a service as it is installed unless this file says no: nobody but us wants this one. A
 * shell of its own puts it there and takes it away, also when we are killed in between.
 */
const withoutServices = `
if [ ! -e ${policy} ]; then
  trap 'rm -f ${policy}' EXIT
  printf '#!/bin/sh\\nexit 101\\n' >${policy}
  chmod 755 ${policy}
fi
"$@"
`

/** Installs as root. A Redis service that the package brings is neither started nor enabled. */
export async function install(packages: readonly string[]): Promise<void> {
  const options = { cwd: '/', env: quiet, whole: true } as const
  const update = await capture([...aptGet, 'update'], options)
  const command = [...aptGet, 'install', '-y', '--no-install-recommends', ...packages]
  must(await capture(['sh', '-c', withoutServices, 'sh', ...command], options), update)
  if (!packages.includes('redis-server')) return
  await capture(['update-rc.d', 'redis-server', 'disable'], { whole: true })
}

/**
 * Fetches the packages, and all that they need and this machine lacks, and makes `into` of what is in them. It is as it
 * was until all is there. `finish` adds to the folder that will take its place.
 */
export async function unpack(
  packages: readonly string[],
  into: string,
  finish: (folder: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const state = path.join(places.scratch, 'apt')
  const fresh = `${into}.new`
  try {
    await fs.rm(fresh, { recursive: true, force: true })
    await fs.mkdir(fresh, { recursive: true })
    await unpackBy(state, packages, fresh)
    await finish(fresh)
    await fs.rm(into, { recursive: true, force: true })
    await fs.rename(fresh, into)
  } finally {
    await fs.rm(fresh, { recursive: true, force: true })
    await fs.rm(state, { recursive: true, force: true })
  }
}

async function unpackBy(state: string, packages: readonly string[], into: string): Promise<void> {
  const debs = path.join(state, 'debs')
  await fs.mkdir(path.join(state, 'lists/partial'), { recursive: true })
  await fs.mkdir(path.join(state, 'cache/archives/partial'), { recursive: true })
  await fs.rm(debs, { recursive: true, force: true })
  await fs.mkdir(debs, { recursive: true })
  const own = [
    ['Dir::State', state],
    ['Dir::State::status', '/var/lib/dpkg/status'],
    ['Dir::Cache', path.join(state, 'cache')],
    ['Debug::NoLocking', '1'],
    ['APT::Sandbox::User', ''],
  ].flatMap(([name, value]) => ['-o', `${name}=${value}`])
  const options = { cwd: debs, env: { ...quiet, TMPDIR: state } }
  const apt = (...args: string[]) => capture([...aptGet, ...own, ...args], options)
  const update = await apt('update')
  const plan = await apt('--simulate', '--no-install-recommends', 'install', ...packages)
  must(plan, update)
  const closure = parseClosure(plan.stdout).map(({ name, version }) => `${name}=${version}`)
  must(await apt('download', ...closure), update)
  for (const file of await fs.readdir(debs)) {
    const deb = path.join(debs, file)
    must(await capture(['dpkg-deb', '-x', deb, into]), update)
  }
  await mergeUsr(into)
}

/** Old packages still ship `/lib` and `/bin`; everything of ours looks below `usr` only. */
async function mergeUsr(root: string): Promise<void> {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    const from = path.join(root, name)
    if (!(await present(from))) continue
    await fs.cp(from, path.join(root, 'usr', name), { recursive: true, verbatimSymlinks: true })
    await fs.rm(from, { recursive: true })
  }
}

/** An update that fails is no failure by itself (one of many mirrors away), but explains a later one. */
function must(outcome: Outcome, update: Outcome): void {
  if (outcome.status === 0) return
  const last = outcome.printed.trim().split('\n').slice(-3).join(' ')
  const sentence = explain(outcome.printed + update.printed, 'The system’s package mirror')
  throw new Problem(sentence ?? `apt could not do its part: ${last}`)
}

async function present(file: string): Promise<boolean> {
  return fs.access(file).then(
    () => true,
    () => false,
  )
}
