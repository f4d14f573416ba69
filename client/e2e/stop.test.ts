/** Stop, in each state that a program can be in; and what a program is typed. */
import { expect, test } from 'vitest'
import type { Locator } from 'playwright-core'
import type { Learner } from './learner.ts'
import { pathTo } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const STEP = pathTo('01-what-a-broker-is-for')

/** Lets `program` be the step's program, and runs it. */
async function running(learner: Learner, program: string): Promise<void> {
  await learner.code.write('hello.py', program)
  await learner.code.run.click()
}

async function hasFocus(field: Locator): Promise<void> {
  await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true)
}

const STATES = [
  { program: 'while True: pass', says: /^running/ },
  { program: 'import time; time.sleep(600)', says: /^asleep, [\d.]+ of 10 min/ },
  {
    program: "import redis; p = redis.Redis().pubsub(); p.subscribe('c'); list(p.listen())",
    says: /^waiting for Redis/,
  },
  { program: 'input()', says: /^waiting for your input/ },
  {
    program: 'import threading; l = threading.Lock(); l.acquire(); l.acquire()',
    says: /^waiting for another thread/,
  },
  {
    program: "import subprocess; subprocess.run(['sleep', '600'])",
    says: /^waiting for a program it started/,
  },
]

test('in each state a program is stopped as Ctrl+C would at home, and its output is kept', async () => {
  const learner = await stage.arrive(STEP)
  const console = learner.console('hello.py')
  for (const { program, says } of STATES) {
    await running(learner, `print('before')\n${program}\n`)
    await console.says(says)
    await learner.code.stop.click()
    await console.says(/^stopped by you/)
    const output = await console.copied()
    expect(output).toMatch(/^before\nTraceback /)
    expect(output.trimEnd()).toMatch(/\nKeyboardInterrupt$/)
  }
})

test('a program that ignores Ctrl+C is "stopping" at once, and killed after 2 s', async () => {
  const learner = await stage.arrive(STEP)
  const console = learner.console('hello.py')
  await running(
    learner,
    'import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nprint("deaf")\nwhile True: time.sleep(0.1)\n',
  )
  await console.prints('deaf')
  // It is there for two seconds: looked for from before.
  const stopping = console.says(/^stopping, \d\.\d s/)
  await console.stop()
  await stopping
  await shot(learner.page, 'step-stopping', ['light'])
  await console.says(/^stopped by you/)
  expect(await console.copied()).toBe('deaf')
})

test('a program that cleans up when it is stopped does so', async () => {
  const learner = await stage.arrive(STEP)
  const console = learner.console('hello.py')
  await running(
    learner,
    'import time\ntry:\n    time.sleep(600)\nfinally:\n    print("cleaned up")\n',
  )
  await console.says(/^asleep/)
  await console.stop()
  await console.says(/^stopped by you/)
  expect(await console.copied()).toMatch(/^cleaned up$/m)
})

test('Stop pressed right after Run leaves nothing running', async () => {
  const learner = await stage.arrive(STEP)
  await learner.code.write('hello.py', 'import time\ntime.sleep(600)\n')
  await learner.page.keyboard.press('Control+Enter')
  await learner.page.keyboard.press('Control+.')
  await learner.console('hello.py').says(/^stopped by you/)
  expect(await learner.code.stop.isDisabled()).toBe(true)
})

test('a program that waits for its start condition is stopped before it starts', async () => {
  const learner = await stage.arrive(pathTo('03-two-programs'))
  await learner.code.write('subscriber.py', 'import time\ntime.sleep(600)\n')
  await learner.code.runAll.click()
  await learner.console('subscriber.py').says(/^asleep/)
  const publisher = learner.console('publisher.py')
  await publisher.says(/^queued/)
  await publisher.stop()
  await publisher.says(/^stopped by you/)
  expect(await publisher.copied()).toBe('')
  await learner.console('subscriber.py').says(/^asleep/)
  await learner.code.stop.click()
  await learner.console('subscriber.py').says(/^stopped by you/)
})

test('a program is typed its input after a prompt without a newline, and Ctrl+D ends it', async () => {
  const learner = await stage.arrive(STEP)
  const console = learner.console('hello.py')
  await running(
    learner,
    [
      'import sys',
      "name = input('Who? ')",
      "print('Hello', name)",
      "print('rest:', sys.stdin.read().split())",
    ].join('\n'),
  )
  await console.prints('Who?')
  await console.says(/^waiting for your input/)
  await shot(learner.page, 'step-input')
  await console.type('Ada Lövelace')
  await console.prints('Hello Ada Lövelace')
  await console.type('one two')
  await console.input.fill('three')
  await console.input.press('Control+d')
  await console.prints("rest: ['one', 'two', 'three']")
  await console.says(/^exited 0/)
  expect((await console.copied()).split('\n')[0]).toBe('Who? Ada Lövelace')
})

test('the input field takes the focus, and what is typed ahead of the next question is not lost', async () => {
  const learner = await stage.arrive(STEP)
  const console = learner.console('hello.py')
  await running(
    learner,
    "import time\nfor _ in range(3):\n    print('got', input('> '))\n    time.sleep(0.4)\n",
  )
  await hasFocus(console.input)
  for (const line of ['one', 'two', 'three']) {
    await learner.page.keyboard.type(line)
    await learner.page.keyboard.press('Enter')
  }
  await console.prints('got three')
  await console.says(/^exited 0/)
  expect((await console.copied()).match(/got \w+/g)).toEqual(['got one', 'got two', 'got three'])
})
