/** The lab's Redis stopped and started by the learner, and a program run ten times with its count. */
import { expect, test } from 'vitest'
import { pathTo } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()

test('without Redis a program ends with ConnectionError and one sentence of ours; with it, it works again', async () => {
  const learner = await stage.arrive(pathTo('06-redis-must-be-running'))
  const { text, code, bar } = learner
  const publisher = learner.console('publisher.py')
  const subscriber = learner.console('subscriber.py')
  await code.runAll.or(code.run).first().click()
  await publisher.prints('received by 0')
  await subscriber.run()
  await subscriber.says(/^waiting for Redis/)

  await text.redis.getByRole('button', { name: 'Stop Redis' }).click()
  await text.redis.getByText('Redis of your lab is stopped, by you.').waitFor()
  await bar.lab(/^Your lab, Redis stopped/).waitFor()
  await subscriber.says(/^exited 1, ConnectionError/, 20_000)
  await publisher.run()
  await publisher.prints(/^redis\.exceptions\.ConnectionError: .*Connection refused/, 20_000)
  await publisher.says(/^exited 1, ConnectionError on line 5/)
  await publisher.prints('The lab’s Redis is stopped. Start it with its button')
  await shot(learner.page, 'step-no-redis')

  await text.redis.getByRole('button', { name: 'Start Redis' }).click()
  await text.redis.getByText('Redis of your lab is running.').waitFor()
  await publisher.run()
  await publisher.prints('received by 0')
  expect(await publisher.older.count()).toBe(2)
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
  await repeat.getByText(/^\d+ of your 10 runs lost Notification 1\.$/).waitFor({ timeout: 20_000 })
  await shot(learner.page, 'step-repeat')

  await code.write('main.py', 'import time\ntime.sleep(600)\n')
  await repeat.getByRole('button', { name: 'Run it ten times' }).click()
  await learner.console('main.py').says(/^asleep/)
  await repeat.getByRole('button', { name: 'Stop after 0' }).click()
  await learner.console('main.py').says(/^stopped by you/)
  await repeat.getByRole('button', { name: 'Run it ten times' }).waitFor()
  expect(await code.stop.isDisabled()).toBe(true)
})
