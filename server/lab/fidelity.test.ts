/** A lab against the learner's own terminal: the same program, the same stdout, stderr and status. */
import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { testPaths } from './testPaths.ts'

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

const scratch = mkdtempSync(path.join(tmpdir(), 'fidelity-'))
afterAll(() => {
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

function inLab(source: string, stdin: Buffer, program = 'main.py'): Promise<Outcome> {
  const siblings = readdirSync(source)
    .filter((name) => name !== program && name !== 'stdin' && program === 'main.py')
    .flatMap((name) => ['--with', path.join(source, name)])
  const lab = path.join(project, 'server/cli/lab')
  return run([lab, 'run', ...siblings, path.join(source, program)], stdin)
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

describe('a program in a lab does what it does at home', () => {
  it.each(programs)('%s', async (name) => {
    const source = path.join(folder, name)
    const input = path.join(source, 'stdin')
    const stdin = existsSync(input) ? readFileSync(input) : Buffer.alloc(0)
    const [lab, home] = await Promise.all([inLab(source, stdin), atHome(name, stdin)])
    expect(masked(name, lab)).toEqual(masked(name, home))
  })

  it('but keeps printed lines of racing threads whole, which home glues', async () => {
    const source = path.join(scratch, 'whole.py')
    writeFileSync(source, WHOLE)
    const { stdout } = await inLab(path.dirname(source), Buffer.alloc(0), 'whole.py')
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(2_000)
    expect(lines.filter((line) => !/^([abcd]) \d+ \1{40}$/.test(line))).toEqual([])
  })

  it('allows only differences which FIDELITY.md explains', () => {
    const text = readFileSync(path.join(here, 'FIDELITY.md'), 'utf8')
    for (const { name } of MASKS) expect(text).toContain(`**${name}**`)
  })
})
