/** redis-py and Django, pinned with hashes, unpacked where labs can mount them. */
import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { hasApt, unpack } from './apt.ts'
import { capture } from './command.ts'
import { places, python3 } from './places.ts'
import { explain, Problem } from './problem.ts'
import { step } from './step.ts'

const leastPython: readonly [number, number] = [3, 11]
const stampName = '.stamp'

/** `Python 3.11.2` to `[3, 11]`. */
export function parsePython(printed: string): [number, number] | undefined {
  const [, major, minor] = /^Python (\d+)\.(\d+)/.exec(printed) ?? []
  return major === undefined || minor === undefined ? undefined : [Number(major), Number(minor)]
}

/** What decides whether the unpacked packages are still right: the pins and the interpreter. */
export function stampOf(requirements: string, python: string): string {
  return createHash('sha256').update(`${python.trim()}\n${requirements}`).digest('hex')
}

/** The system's Python version line, or a Problem that says what to install. */
export async function requirePython(): Promise<string> {
  const { status, stdout } = await capture([python3, '--version'])
  const version = parsePython(stdout)
  if (status !== 0 || version === undefined) {
    throw new Problem(`${python3} is missing: install it with "apt-get install python3".`)
  }
  if (version[0] < leastPython[0] || (version[0] === 3 && version[1] < leastPython[1])) {
    throw new Problem(
      `${python3} is ${stdout.trim()}, and labs need ${leastPython.join('.')} or newer.`,
    )
  }
  return stdout.trim()
}

/** True when var/python holds what the requirements name, for this interpreter. */
export async function packagesFresh(python: string): Promise<boolean> {
  const requirements = await fs.readFile(places.requirements, 'utf8')
  const stamp = await fs
    .readFile(path.join(places.python, stampName), 'utf8')
    .catch(() => undefined)
  return stamp === stampOf(requirements, python)
}

/** Unpacks the pinned packages unless they are there; nothing half done is ever in place. */
export async function setUpPackages(): Promise<void> {
  const python = await requirePython()
  if (await packagesFresh(python)) return
  await step('Unpacking redis-py and Django from the Python index', async () => {
    const pip = await findPip()
    const fresh = `${places.python}.new`
    await fs.rm(fresh, { recursive: true, force: true })
    await fs.mkdir(fresh, { recursive: true })
    try {
      await fetchInto(fresh, pip)
      await seal(fresh, python)
    } finally {
      await fs.rm(fresh, { recursive: true, force: true })
    }
  })
}

async function fetchInto(fresh: string, pip: readonly [string, ...string[]]): Promise<void> {
  const flags = ['--require-hashes', '--no-deps', '--only-binary', ':all:', '--no-input']
  // Where it unpacks on the way: on our disk, and gone with our folder when it is broken off.
  const env = { ...process.env, TMPDIR: await fs.mkdtemp(path.join(fresh, '.pip-')) }
  const command = [
    ...['install', '--quiet', '--disable-pip-version-check', '--root-user-action=ignore'],
    ...[...flags, '--retries', '1', '--target', fresh, '-r', places.requirements],
  ]
  const { status, printed } = await capture([...pip, ...command], { env })
  await fs.rm(env.TMPDIR, { recursive: true })
  if (status === 0) return
  throw new Problem(explain(printed, 'The Python index') ?? `pip failed: ${printed.trim()}`)
}

async function seal(fresh: string, python: string): Promise<void> {
  const requirements = await fs.readFile(places.requirements, 'utf8')
  await fs.writeFile(path.join(fresh, stampName), stampOf(requirements, python))
  // Labs of a root-started server read it as another user, whatever our umask is.
  await capture(['chmod', '-R', 'a+rX', fresh])
  await fs.rm(places.python, { recursive: true, force: true })
  await fs.rename(fresh, places.python)
}

/** The command that is pip: the system's, else the wheel out of Debian's own package. */
async function findPip(): Promise<[string, ...string[]]> {
  const own = await capture([python3, '-m', 'pip', '--version'])
  if (own.status === 0) return [python3, '-m', 'pip']
  const into = path.join(places.scratch, 'pip')
  const there = await wheelIn(into)
  if (there !== undefined) return [python3, there]
  if (!(await hasApt())) {
    throw new Problem(`${python3} has no pip: install it with your system's package manager.`)
  }
  await unpack(['python3-pip-whl'], into)
  const wheel = await wheelIn(into)
  if (wheel === undefined) throw new Problem("Debian's python3-pip-whl has no pip in it.")
  return [python3, wheel]
}

/** pip can be run out of its own wheel. */
async function wheelIn(unpacked: string): Promise<string | undefined> {
  const wheels = path.join(unpacked, 'usr/share/python-wheels')
  const names = await fs.readdir(wheels).catch((): string[] => [])
  const wheel = names.find((name) => name.startsWith('pip-'))
  return wheel === undefined ? undefined : path.join(wheels, wheel, 'pip')
}
