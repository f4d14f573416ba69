/** `npm run doctor`: each part and its version, the whole sandbox probe, what is missing and what mends it. */
import { existsSync } from 'node:fs'
import fs from 'node:fs/promises'
import { userInfo } from 'node:os'
import { readConfig } from '../config.ts'
import { lookForFence, probe, tryUsers } from '../lab/index.ts'
import { isBuilt, targets } from './setup/build.ts'
import { findChromium } from './setup/chromium.ts'
import { capture } from './setup/command.ts'
import { main } from './setup/main.ts'
import { places } from './setup/places.ts'
import { describe } from './setup/problem.ts'
import { packagesFresh, requirePython } from './setup/python.ts'
import { findBinary } from './setup/system.ts'

/** One line of the report; `mend` only where something is missing. */
interface Finding {
  readonly part: string
  readonly says: string
  readonly mend?: string
  /** Not needed by `npm start`: does not fail the doctor. */
  readonly optional?: true
}

async function pythonFinding(): Promise<Finding> {
  try {
    return { part: 'Python', says: await requirePython() }
  } catch (error) {
    return { part: 'Python', says: describe(error), mend: 'apt-get install python3' }
  }
}

async function packagesFinding(): Promise<Finding> {
  const part = 'Python packages'
  const python = await requirePython().catch(() => '')
  if (!(await packagesFresh(python))) {
    return { part, says: 'missing or stale in var/python', mend: 'npm start' }
  }
  const names = await fs.readdir(places.python)
  const versions = names.filter((name) => name.endsWith('.dist-info'))
  return { part, says: versions.map((name) => name.replace('.dist-info', '')).join(', ') }
}

async function binaryFinding(part: string, name: string): Promise<Finding> {
  const file = await findBinary(name)
  if (file === undefined) return { part, says: 'missing', mend: 'npm start' }
  const { libraries = '' } = readConfig([], {}).paths
  const env = file.startsWith(places.system)
    ? { ...process.env, LD_LIBRARY_PATH: libraries }
    : process.env
  const { status, stdout, printed } = await capture([file, '--version'], { env })
  if (status === 0) return { part, says: `${stdout.trim().slice(0, 60)} (${file})` }
  const mend = `rm -r ${places.system}; npm start`
  return { part, says: `${file} does not run: ${printed.trim()}`, mend }
}

async function buildFindings(): Promise<Finding[]> {
  const built = await Promise.all(targets.map(isBuilt))
  return targets.map(({ name }, index) => {
    const says = built[index] === true ? 'built, fresh' : 'will be built by npm start'
    return { part: `Build of the ${name}`, says, optional: true }
  })
}

async function browserFinding(): Promise<Finding> {
  const found = await findChromium()
  const part = 'Chromium (tests)'
  if (found.type === 'found') return { part, says: `${found.version} (${found.file})` }
  return { part, says: found.why, optional: true }
}

async function sandboxFinding(): Promise<Finding> {
  const part = 'Sandbox'
  const result = await probe(readConfig([], {}).paths)
  if (result.ok) return { part, says: 'starts with the full set of flags, namespaces nest' }
  return { part, says: result.say, mend: result.mend ?? 'npm start -- --sandbox off' }
}

const WORDS = { memory: 'memory', pids: 'processes', cpu: 'processor' } as const

async function usersFinding(): Promise<Finding> {
  const part = 'Users of labs'
  const { supervisor, python = supervisor } = readConfig([], {}).paths
  const own = await tryUsers([supervisor, python].filter((folder) => existsSync(folder)))
  if (own) return { part, says: 'each lab is a user of its own' }
  const name = userInfo().username
  const mend = `sudo apt-get install uidmap; sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 ${name}`
  return { part, says: `all labs are one user. Of their own: ${mend}`, optional: true }
}

/** What a server would have that is started as this was: from another place it may be more. */
function fenceFinding(): Finding {
  const part = 'Control groups'
  const fence = lookForFence()
  if (!('say' in fence)) {
    const bounds = fence.bounds.map((name) => WORDS[name])
    return { part, says: `bound ${bounds.join(', ')} of each lab` }
  }
  const without = 'labs are watched, not fenced'
  return { part, says: `${without}: ${fence.say}. Fenced: ${fence.mend}`, optional: true }
}

async function examine(): Promise<Finding[]> {
  return [
    { part: 'Node', says: process.version },
    await pythonFinding(),
    await packagesFinding(),
    await binaryFinding('Redis', 'redis-server'),
    await binaryFinding('bubblewrap', 'bwrap'),
    await sandboxFinding(),
    fenceFinding(),
    await usersFinding(),
    ...(await buildFindings()),
    await browserFinding(),
  ]
}

await main(async () => {
  const findings = await examine()
  for (const { part, says, mend, optional } of findings) {
    const mark = mend === undefined ? (optional === true ? '  ' : 'ok') : '!!'
    process.stdout.write(`${mark}  ${part.padEnd(19)} ${says}\n`)
    if (mend !== undefined) process.stdout.write(`${''.padEnd(24)}mend: ${mend}\n`)
  }
  const wrong = findings.filter((finding) => finding.mend !== undefined)
  process.stdout.write(
    wrong.length === 0 ? 'Nothing is missing.\n' : `${wrong.length} parts need mending.\n`,
  )
  return wrong.length === 0 ? 0 : 1
})
