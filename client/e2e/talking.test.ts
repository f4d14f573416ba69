/** Two programs of a step talk through the learner's Redis, and nobody else hears them. */
import { expect, test } from 'vitest'
import { pathTo } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const STEP = pathTo('03-two-programs')

test('two programs talk, and the publisher starts once the subscriber waits', async () => {
  const learner = await stage.arrive(STEP)
  const subscriber = learner.console('subscriber.py')
  const publisher = learner.console('publisher.py')
  await learner.code.runAll.click()
  await publisher.says(/^exited 0/)
  // Had it not waited for the subscription, its message would be lost.
  await subscriber.prints("'data': b'Hello everyone!'")
  await shot(learner.page, 'step-talking')

  await publisher.run()
  await expect
    .poll(async () => (await subscriber.copied()).match(/Hello everyone!/g)?.length)
    .toBe(2)

  await learner.code.write(
    'publisher.py',
    "import redis\nr = redis.Redis()\nprint('received by', r.publish('chat', 'again'))\n",
  )
  await learner.code.run.click()
  await publisher.prints('received by 1')
  await subscriber.stop()
  await subscriber.says(/^stopped by you/)
  await publisher.run()
  await publisher.prints('received by 0')
})

test('Run on a running program restarts it, with the run before folded above', async () => {
  const learner = await stage.arrive(STEP)
  const subscriber = learner.console('subscriber.py')
  await learner.code.runAll.click()
  await subscriber.prints('Hello everyone!')
  await subscriber.restart()
  await subscriber.says(/^waiting for Redis/)
  await expect.poll(() => subscriber.older.count()).toBe(1)
  expect(await subscriber.older.innerText()).toMatch(/^Run 1, stopped by you after /)
  // It waits for Redis before its subscription, too.
  await expect.poll(() => subscriber.copied()).toMatch(/^\{'type': 'subscribe'[^\n]*\}$/)
  await subscriber.older.getByText(/^Run 1/).click()
  await subscriber.older.getByText('KeyboardInterrupt').waitFor()
})

test('a second learner on the same channel sees nothing of the first', async () => {
  const first = await stage.arrive(STEP)
  const second = await stage.arrive(STEP)
  for (const learner of [first, second])
    await learner.code.write(
      'publisher.py',
      [
        'import os, redis',
        'r = redis.Redis()',
        "print('received by', r.publish('chat', 'to my own'))",
        "print(r.incr('visits'), len(os.listdir('/proc')) < 60, os.listdir('/home/learner'))",
      ].join('\n'),
    )
  await second.code.runAll.click()
  await second.console('publisher.py').prints('received by 1')
  await second.console('publisher.py').prints("1 True ['03-two-programs']")
  await first.code.runAll.click()
  await first.console('publisher.py').prints('received by 1')
  await first.console('publisher.py').prints("1 True ['03-two-programs']")
  await second.console('subscriber.py').prints('to my own')
  const heard = await second.console('subscriber.py').copied()
  expect(heard.match(/to my own/g)).toHaveLength(1)
  await second.console('publisher.py').says(/^exited 0/)
  await first.code.stop.click()
  await first.console('subscriber.py').says(/^stopped by you/)
  await second.console('subscriber.py').says(/^waiting for Redis/)
})

test('one learner in two tabs sees the same in both', async () => {
  const learner = await stage.arrive(STEP)
  const beside = await learner.tab(STEP)
  await beside.text.shows('Two programs, one channel')
  await learner.page.bringToFront()
  await learner.code.runAll.click()
  await beside.console('subscriber.py').prints('Hello everyone!')
  await beside.console('publisher.py').says(/^exited 0/)
  await beside.console('subscriber.py').stop()
  for (const one of [learner, beside]) await one.console('subscriber.py').says(/^stopped by you/)
  const printed = await learner.console('subscriber.py').copied()
  expect(await beside.console('subscriber.py').copied()).toBe(printed)
  const late = await learner.tab(STEP)
  await late.console('subscriber.py').says(/^stopped by you/)
  expect(await late.console('subscriber.py').copied()).toBe(printed)
})
