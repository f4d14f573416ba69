/** play.py by itself: what it starts and when, what is typed, and how everything ends; without a Redis. */
import { spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config.ts'

const { paths } = readConfig([], {})
const files = {
  'asks.py': "print('Hello', input('Who? '))\n",
  'waits.py': "import time\nprint('waits')\ntime.sleep(60)\n",
  'deaf.py': `import signal, subprocess, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])
print('deaf', child.pid)
time.sleep(60)
`,
  'flood.py': 'for at in range(20000): print(at)\n',
  'fails.py': "raise SystemExit('gone')\n",
}

const program = (id: string, more: object = {}): object => ({
  ...{ id, label: id, argv: ['python', `${id}.py`], start: 'run' },
  ...more,
})
const after = (wait: object): object => ({ start: 'after', say: 'Starts later.', after: wait })

const steps: Readonly<Record<string, readonly object[]>> = {
  '01-asks': [program('asks', { asks: true })],
  '02-waits': [program('waits'), program('fails', { start: 'hand' })],
  '03-deaf': [program('deaf')],
  '04-flood': [program('flood')],
  '05-after': [
    program('waits'),
    program('fails', after({ output: 'waits', of: 'waits', how: 'line', times: 1 })),
  ],
  '06-never': [program('fails'), program('asks', after({ ended: 'nobody' }))],
}
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backchannel-player-'))
  await copyFile(join(paths.kit, 'play.py'), join(folder, 'play.py'))
  const listed = Object.entries(steps).map(([id, programs]) => ({ id, title: id, programs }))
  const score = { title: 'Small', modules: [], steps: listed }
  await writeFile(join(folder, 'play.json'), JSON.stringify(score))
  for (const id of Object.keys(steps)) {
    await mkdir(join(folder, id))
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, id, name), text)
  }
})
afterAll(() => rm(folder, { recursive: true }))

interface Playing {
  /** Types it, once the player has said `at`. */
  readonly type?: { readonly at: string; readonly text: string }
  /** Ctrl-C, once the player has said this. */
  readonly stopAt?: string
}

/** What it said, and its exit code. */
async function play(words: readonly string[], { type, stopAt }: Playing = {}) {
  const child = spawn('/usr/bin/python3', ['play.py', ...words], { cwd: folder })
  let said = ''
  const hear = (piece: Buffer): void => {
    const before = said
    said += String(piece)
    const has = (text: string): boolean => said.includes(text) && !before.includes(text)
    if (type !== undefined && has(type.at)) child.stdin.write(type.text)
    if (stopAt !== undefined && has(stopAt)) child.kill('SIGINT')
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { said, code }
}

test('what is typed reaches the program that asks, and its question is seen before', async () => {
  const { said, code } = await play(['01'], { type: { at: 'Who? ', text: 'Ada\n' } })
  expect(said).toContain('asks | Who? \nasks | Hello Ada\nasks ~ exited 0\n')
  expect(code).toBe(0)
})

test('Ctrl-C ends what waits, as at home', async () => {
  const { said, code } = await play(['02'], { stopAt: 'waits | waits' })
  expect(said).toContain('In a second terminal: python3 play.py 02 fails\n')
  expect(said).toContain('waits ! KeyboardInterrupt\nwaits ~ ended by signal 2\n')
  expect(code).toBe(0)
})

test('what does not hear Ctrl-C is killed, with what it has started', async () => {
  const { said, code } = await play(['03'], { stopAt: 'deaf | deaf' })
  expect(said).toContain('deaf ~ ended by signal 9\n')
  expect(code).toBe(0)
  const child = Number(/deaf \| deaf (\d+)/.exec(said)?.[1])
  await expect.poll(() => isThere(child)).toBe(false)
})

/** One that has ended and that nobody has waited for has no command line any more. */
async function isThere(pid: number): Promise<boolean> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) !== ''
}

test('a flood comes whole and in order', async () => {
  const { said } = await play(['04'])
  const numbers = [...said.matchAll(/^flood \| (\d+)$/gm)].map(([, number]) => Number(number))
  expect(numbers).toEqual(Array.from({ length: 20_000 }, (_, at) => at))
})

test('a program starts when another has printed a line', async () => {
  const { said } = await play(['05'], { stopAt: 'exited 1' })
  expect(said.indexOf('fails ~ python fails.py')).toBeGreaterThan(said.indexOf('waits | waits'))
  expect(said).toContain('fails ! gone\n')
})

test('what a start waits for may never happen', async () => {
  expect((await play(['06'])).said).toContain(
    'asks  ~ not started. Starts later. That did not happen.',
  )
})

test('one program alone, by its name', async () => {
  const { said } = await play(['02', 'fails'])
  expect(said).toContain('fails ~ exited 1\n')
  expect(said).not.toContain('waits')
})

test.each([
  [['07'], '07 is none of them.'],
  [['0'], '0 is none of them.'],
  [['02', 'nobody'], 'No program is named nobody. There are waits, fails.'],
  [['02', '--solution'], '02-waits has no solution: it is no exercise.'],
])('%j is told what is wrong', async (words, says) => {
  const { said, code } = await play(words)
  expect(said).toContain(says)
  expect(code).toBe(1)
})

test('without a word it lists what there is', async () => {
  expect((await play([])).said).toContain('  python3 play.py 05  05-after (waits, fails)\n')
})
