/** A lab against the learner's own terminal: the same program, the same stdout, stderr and status. */
import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Stream } from '../protocol/index.ts'
import { spawnTemplate } from './process.ts'
import { Template } from './template.ts'
import { testPaths } from './testPaths.ts'
import { readVersions } from './versions.ts'

const here = import.meta.dirname
const project = path.resolve(here, '../..')
const folder = path.join(here, 'fidelity')
const programs = readdirSync(folder)

/** Allowed differences: what FIDELITY.md lists under the same name, masked in both outputs. */
const MASKS: readonly { name: string; find: RegExp; show: string }[] = [
  { name: 'addresses', find: /\b0x[0-9a-f]{6,16}\b/g, show: '<address>' },
]

/** Whose lines may come in any order, because threads or processes race at home too. */
const RACING = new Set(['52-racing-threads'])

/** `print` writes its text and its newline apart, so that threads come between them. */
const WHOLE = `import threading
def shout(name):
    for number in range(500):
        print(name, number, name * 40)
for name in "abcd":
    threading.Thread(target=shout, args=(name,)).start()
`

interface Outcome {
  readonly stdout: string
  readonly stderr: string
  readonly status: number
}

/** What the command itself passes on: bytes, input, siblings and each kind of end. */
const BY_COMMAND = [
  ...['20-exit-number', '24-death-by-signal', '28-utf8-and-binary', '30-input-prompt'],
  ...['31-stdin-whole', '32-stdin-at-its-end', '35-sibling-package', '51-big-output'],
]

const scratch = mkdtempSync(path.join(tmpdir(), 'fidelity-'))
let template: Template

beforeAll(async () => {
  const log = (): void => undefined
  const [mounts, slots] = [[], programs.length + 1]
  const process = spawnTemplate({ paths: testPaths, mounts, slots, log })
  const versions = readVersions(testPaths)
  template = new Template(process, { paths: testPaths, mounts, log, versions })
  await template.up
})
afterAll(async () => {
  template.dispose()
  await template.closed
  rmSync(scratch, { recursive: true })
})

function run(command: readonly string[], stdin: Buffer): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const [program = '', ...args] = command
    const child = spawn(program, args)
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      const text = (pieces: Buffer[]): string => Buffer.concat(pieces).toString('latin1')
      resolve({ stdout: text(out), stderr: text(err), status: code ?? -1 })
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(stdin)
  })
}

/** In a fresh lab, as the server gives them. */
async function inLab(files: Readonly<Record<string, Buffer>>, stdin: Buffer): Promise<Outcome> {
  const lab = await template.open()
  const written: Record<Stream, Buffer[]> = { out: [], err: [] }
  const status = await new Promise<number>((resolve, reject) => {
    const spec = { dir: '', files, argv: ['python', 'main.py'], input: true, wallMs: 60_000 }
    const run = lab.run(spec, {
      started: () => undefined,
      activity: () => undefined,
      beat: () => undefined,
      output: (_, stream, bytes) => written[stream].push(bytes),
      ended: (_at, reason, ended) => {
        // Unknown: it never ran, or its lab went away.
        if (ended === undefined) reject(new Error(JSON.stringify(reason)))
        else resolve(ended)
      },
    })
    run.input(stdin)
    run.endInput()
  })
  lab.dispose()
  await lab.closed
  const text = (stream: Stream): string => Buffer.concat(written[stream]).toString('latin1')
  return { stdout: text('out'), stderr: text('err'), status }
}

/** What goes into the lab of a program: all of its folder. */
function filesIn(source: string): Record<string, Buffer> {
  const all = readdirSync(source, { recursive: true, encoding: 'utf8' })
  const names = all.filter((name) => name !== 'stdin' && statSync(path.join(source, name)).isFile())
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(source, name))]))
}

/** By the command, which makes a sandbox of its own. */
function byCommand(source: string, stdin: Buffer): Promise<Outcome> {
  const siblings = readdirSync(source)
    .filter((name) => name !== 'main.py' && name !== 'stdin')
    .flatMap((name) => ['--with', path.join(source, name)])
  const lab = path.join(project, 'server/cli/lab')
  return run([lab, 'run', ...siblings, path.join(source, 'main.py')], stdin)
}

/** Plain python3 in the same folder, same packages, same account, a plain Redis: as at home. */
const AT_HOME = `
# The machine's own, or what set-up has unpacked; the program must see nothing of the difference.
redis() {
  name=$1
  shift
  if [ -x "/usr/bin/$name" ]; then "/usr/bin/$name" "$@"; return; fi
  LD_LIBRARY_PATH=$(echo /opt/system/usr/lib/*-linux-gnu) "/opt/system/usr/bin/$name" "$@"
}
(redis redis-server --save '' --bind 127.0.0.1 --dir /tmp --logfile /dev/null >/dev/null 2>&1 </dev/null &)
until redis redis-cli ping >/dev/null 2>&1; do :; done
umask 022
export PYTHONUNBUFFERED=1
exec /usr/bin/python3 main.py
`

function atHome(name: string, stdin: Buffer): Promise<Outcome> {
  const home = path.join(scratch, name)
  cpSync(path.join(folder, name), home, { recursive: true })
  rmSync(path.join(home, 'stdin'), { force: true })
  const etc = path.join(here, 'supervisor/etc')
  const variables = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: '/home/learner',
    LANG: 'C.UTF-8',
    PYTHONPATH: '/opt/python',
    MALLOC_ARENA_MAX: '2',
  }
  return run(
    [
      ...[testPaths.bwrap, '--unshare-all', '--uid', '1000', '--gid', '1000', '--die-with-parent'],
      ...['--ro-bind', '/usr', '/usr', '--symlink', 'usr/lib', '/lib'],
      ...['--symlink', 'usr/lib64', '/lib64', '--symlink', 'usr/bin', '/bin'],
      ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--ro-bind', etc, '/etc'],
      ...['--ro-bind', path.join(project, 'var/python'), '/opt/python'],
      ...(testPaths.system === undefined ? [] : ['--ro-bind', testPaths.system, '/opt/system']),
      ...['--bind', home, '/home/learner', '--chdir', '/home/learner', '--clearenv'],
      ...Object.entries(variables).flatMap(([key, value]) => ['--setenv', key, value]),
      ...['--', '/bin/sh', '-c', AT_HOME],
    ],
    stdin,
  )
}

function masked(name: string, outcome: Outcome): Outcome {
  const mask = (text: string): string => {
    const plain = MASKS.reduce((rest, { find, show }) => rest.replace(find, show), text)
    return RACING.has(name) ? plain.split('\n').sort().join('\n') : plain
  }
  return { stdout: mask(outcome.stdout), stderr: mask(outcome.stderr), status: outcome.status }
}

function played(name: string): { source: string; stdin: Buffer; home: Promise<Outcome> } {
  const source = path.join(folder, name)
  const input = path.join(source, 'stdin')
  const stdin = existsSync(input) ? readFileSync(input) : Buffer.alloc(0)
  return { source, stdin, home: atHome(name, stdin) }
}

describe('a program in a lab does what it does at home', () => {
  it.each(programs)('%s', async (name) => {
    const { source, stdin, home } = played(name)
    const lab = await inLab(filesIn(source), stdin)
    expect(masked(name, lab)).toEqual(masked(name, await home))
  })

  it.each(BY_COMMAND)('%s, by lab run', async (name) => {
    const { source, stdin, home } = played(name)
    const lab = await byCommand(source, stdin)
    expect(masked(name, lab)).toEqual(masked(name, await home))
  })

  it('but keeps printed lines of racing threads whole, which home glues', async () => {
    const { stdout } = await inLab({ 'main.py': Buffer.from(WHOLE) }, Buffer.alloc(0))
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(2_000)
    expect(lines.filter((line) => !/^([abcd]) \d+ \1{40}$/.test(line))).toEqual([])
  })

  it('allows only differences which FIDELITY.md explains', () => {
    const text = readFileSync(path.join(here, 'FIDELITY.md'), 'utf8')
    for (const { name } of MASKS) expect(text).toContain(`**${name}**`)
  })
})
