/** A reload, a lost connection and a restarted server while a program runs. */
import { expect, test } from 'vitest'
import type { Learner } from './learner.ts'
import { pathTo } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const STEP = pathTo('01-what-a-broker-is-for')

const COUNTING = `import time
for number in range(60):
    print('line', number)
    time.sleep(0.04)
print('done')
time.sleep(600)
`
const LINES = [...Array.from({ length: 60 }, (_, number) => `line ${number}`), 'done']

async function counting(): Promise<Learner> {
  const learner = await stage.arrive(STEP)
  await learner.code.write('hello.py', COUNTING)
  await learner.code.run.click()
  await learner.console('hello.py').prints(/^line 9$/)
  return learner
}

test('a reload during a run loses no line and doubles none', async () => {
  const learner = await counting()
  await learner.page.reload()
  const console = learner.console('hello.py')
  await console.says(/^(running|asleep)/)
  await console.prints('done')
  await console.says(/^asleep/)
  expect((await console.copied()).split('\n')).toEqual(LINES)
})

test('a connection that is cut during a run comes back with every line once and in order', async () => {
  const learner = await counting()
  const { page, bar } = learner
  const { wire } = stage.playground
  wire.cut()
  try {
    await page.getByRole('region', { name: 'The connection is gone for a moment' }).waitFor()
    await bar.lab(/^Reconnecting/).waitFor()
    await page.getByText('Your programs go on without us.').waitFor()
    await shot(page, 'step-reconnecting')
    // A try that fails changes nothing.
    await page.getByRole('button', { name: 'Try now' }).click()
  } finally {
    wire.mend()
  }
  await bar.lab(/^Your lab, Redis/).waitFor()
  await page.getByText('The connection is gone').waitFor({ state: 'detached' })
  const console = learner.console('hello.py')
  await console.prints('done')
  expect((await console.copied()).split('\n')).toEqual(LINES)
})

test('a part of the page that did not come while the connection was gone is told when it is back', async () => {
  const learner = await stage.arrive(pathTo('03-two-programs'))
  learner.provokes(/preload CSS/)
  const { page, code, text } = learner
  await code.ready('subscriber.py')
  const { wire } = stage.playground
  wire.cut()
  try {
    // Whether the server answers is asked once its part has failed.
    const silent = page.waitForEvent('requestfailed', (of) => of.url().endsWith('/healthz'))
    await text.turnTo('Bytes in, text out')
    await silent
  } finally {
    wire.mend()
  }
  const prediction = text.region.getByRole('form', { name: 'Prediction' })
  expect(await prediction.count()).toBe(0)
  const alert = page.getByRole('alert')
  await alert.getByText(/^A part of this page did not come/).waitFor()
  await shot(page, 'step-part-missing')
  await alert.getByRole('button', { name: 'Load the page again' }).click()
  await prediction.waitFor()
})

test('a lesson that is on its way when the connection opens is asked for once', async () => {
  const learner = await stage.arrive('about:blank')
  const { page, bar } = learner
  let asked = 0
  await page.route('**/api/lessons/*', async (route) => {
    asked += 1
    // Not while it says `Connecting`.
    await bar.lab(/lab/i).waitFor()
    await route.continue()
  })
  await learner.open(STEP)
  await learner.code.ready('hello.py')
  expect(asked).toBe(1)
})

test('after a restart of the server the page says that the lab is new, and keeps the code', async () => {
  const learner = await stage.arrive(pathTo('02-too-early'))
  const { page, code, bar } = learner
  const console = learner.console('main.py')
  await learner.text.justShow()
  const mine = `# mine\n${await code.text('main.py')}`
  await code.write('main.py', mine)
  await code.run.click()
  await console.says(/^waiting for Redis/)
  await stage.playground.restartServer()
  const notice = page.getByRole('region', { name: 'Your lab had to be replaced' })
  await notice.getByText('Code, answers and place: kept.').waitFor()
  await shot(page, 'step-replaced')
  expect(await code.text('main.py')).toBe(mine)
  await code.run.click()
  await bar.lab(/^Your lab, Redis/).waitFor()
  await console.says(/^waiting for Redis/)
  expect(await notice.count()).toBe(0)
})
