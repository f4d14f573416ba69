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

/** Installs as root. A Redis service that the package brings is neither started nor enabled. */
export async function install(packages: readonly string[]): Promise<void> {
  const update = await apt(['update'])
  // Debian starts a service as it is installed, and ours would be in the way of nobody but the host.
  const guarded = !(await present(policy))
  if (guarded) await fs.writeFile(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    const flags = ['install', '-y', '--no-install-recommends']
    must(await apt([...flags, ...packages]), update)
  } finally {
    if (guarded) await fs.rm(policy, { force: true })
  }
  if (packages.includes('redis-server')) await capture(['update-rc.d', 'redis-server', 'disable'])
}

/** Fetches the packages, and all that they need and this machine lacks, and unpacks them below `into`. */
export async function unpack(packages: readonly string[], into: string): Promise<void> {
  const state = path.join(places.scratch, 'apt')
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
  const update = await apt([...own, 'update'])
  const plan = await apt([...own, '--simulate', '--no-install-recommends', 'install', ...packages])
  must(plan, update)
  const closure = parseClosure(plan.stdout).map(({ name, version }) => `${name}=${version}`)
  must(await apt([...own, 'download', ...closure], debs), update)
  for (const file of await fs.readdir(debs)) {
    const deb = path.join(debs, file)
    must(await capture(['dpkg-deb', '-x', deb, into]), update)
  }
  await mergeUsr(into)
  await fs.rm(state, { recursive: true, force: true })
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

function apt(args: readonly string[], cwd = '/'): Promise<Outcome> {
  return capture(['apt-get', '-q', '-o', 'Acquire::Retries=1', ...args], { cwd, env: quiet })
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
