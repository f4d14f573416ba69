/** The lab's Redis stopped and started by the learner, and a program run ten times with its count. */
import { expect, test } from 'vitest'
import { pathTo } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()

test('without Redis a program ends with ConnectionError and one sentence of ours; with it, it works again', async () => {
  const learner = await stage.arrive(pathTo('01-what-a-broker-is-for'))
  const { text, code, bar } = learner
  const hello = learner.console('hello.py')
  await code.run.click()
  await hello.prints('Redis answers: True')
  await hello.says(/^exited 0/)

  await text.redis.getByRole('button', { name: 'Stop Redis' }).click()
  await text.redis.getByText('Redis of your lab is stopped, by you.').waitFor()
  await bar.lab(/^Your lab, Redis stopped/).waitFor()
  await hello.run()
  await hello.prints(/^redis\.exceptions\.ConnectionError: .*Connection refused/)
  await hello.says(/^exited 1, ConnectionError on line 5/)
  await hello.prints('The lab’s Redis is stopped. Start it under Redis')
  await shot(learner.page, 'step-no-redis')

  await text.redis.getByRole('button', { name: 'Start Redis' }).click()
  await text.redis.getByText('Redis of your lab is running.').waitFor()
  await hello.run()
  await hello.says(/^exited 0/)
  expect(await hello.older.count()).toBe(2)
})

test('a subscriber that waits ends when its Redis is stopped', async () => {
  const learner = await stage.arrive('/lessons/03-fire-and-forget/04-cut-off')
  await learner.code.runAll.click()
  const subscriber = learner.console('subscriber.py')
  await subscriber.says(/^waiting for Redis/)
  await learner.text.redis.getByRole('button', { name: 'Stop Redis' }).click()
  await subscriber.says(/^exited 1, ConnectionError/)
  expect(await learner.code.stop.isDisabled()).toBe(true)
})

test('one button runs a program ten times, the learner’s version of it, and counts', async () => {
  const learner = await stage.arrive(pathTo('05-two-threads'))
  const { text, code } = learner
  const original = await code.text('main.py')
  await code.write('main.py', original.replace('time.sleep(1)', 'time.sleep(0.1)'))
  const repeat = text.region.getByRole('region', { name: 'Run it ten times' })
  await repeat.getByText('Not counted yet.').waitFor()
  await repeat.getByRole('button', { name: 'Run it ten times' }).click()
  await repeat.getByText(/^\d+ of your \d+ runs? lost Notification 1, \d+ to go$/).waitFor()
  await repeat.getByText(/^\d+ of your 10 runs lost Notification 1\.$/).waitFor()
  await shot(learner.page, 'step-repeat')

  await code.write('main.py', 'import time\ntime.sleep(600)\n')
  await repeat.getByRole('button', { name: 'Run it ten times' }).click()
  await learner.console('main.py').says(/^asleep/)
  await repeat.getByRole('button', { name: 'Stop after 0' }).click()
  await learner.console('main.py').says(/^stopped by you/)
  await repeat.getByRole('button', { name: 'Run it ten times' }).waitFor()
  expect(await code.stop.isDisabled()).toBe(true)
})
