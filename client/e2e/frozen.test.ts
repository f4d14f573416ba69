/** The main job: from the first visit through the lesson to the frozen app, and to the mended one. */
import { expect, test } from 'vitest'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()

test('a first visitor reads lesson 1, freezes an app with listen(), and mends it with a thread', async () => {
  const learner = await stage.arrive('/')
  const { page, text, code, beats, app } = learner
  await page.getByRole('heading', { name: 'Publish/subscribe, by running it' }).waitFor()
  await shot(page, 'course-first')
  await page.getByRole('link', { name: 'Begin' }).click()

  await text.shows('What a broker is for')
  expect(await sides()).toEqual([0, await text.region.evaluate(rightOf), 1440])
  await code.run.click()
  await learner.console('hello.py').prints('Redis answers: True')
  await learner.console('hello.py').says(/^exited 0/)

  await text.turnTo('Too early')
  await text.justShow()
  const early = learner.console('main.py')
  await code.run.click()
  await early.says(/^waiting for Redis/)
  await early.prints("'type': 'subscribe'")
  await code.stop.click()
  await early.says(/^stopped by you/)
  await early.prints('KeyboardInterrupt')
  await shot(page, 'step-stopped')

  await text.turnTo('Two programs, one channel')
  await text.turnTo('Bytes in, text out')
  await text.justShow()
  await code.runAll.click()
  await learner.console('chat.py').prints('Received: Hello everyone')
  await text.turnTo('One program, two threads')

  await text.turnTo('The frozen page')
  const console = learner.console('app')
  await code.run.click()
  await beats.says(/answers in/)
  await app.visit('/')
  await app.says(/200, /)
  await app.visit('/listen/')
  await app.says(/no answer for/)
  await beats.says(/no answer for/)
  await console.says(/^waiting for Redis/)
  // Between two consoles there is room for these words on a larger screen.
  await page.setViewportSize({ width: 1920, height: 1080 })
  await console.says('the page waits too')
  await page.setViewportSize({ width: 1440, height: 900 })
  await shot(page, 'step-frozen')
  await app.leave.click()
  await app.says(/left after/)
  await stillSilent()

  await page.getByRole('tab', { name: 'Redis', exact: true }).click()
  const byHand = page.getByRole('form', { name: 'Publish by hand' })
  await byHand.getByRole('combobox', { name: 'Channel' }).fill('notifications')
  await byHand.getByRole('textbox', { name: 'Message' }).fill('By hand')
  await byHand.getByRole('button', { name: 'Publish' }).click()
  await byHand.getByText('1 received it').waitFor()
  await console.prints('Received: By hand')
  await learner.timeline.tab.click()
  await learner.console('publisher.py').run()
  await learner.console('publisher.py').prints('received by 1')
  await console.prints('Received: Anyone there?')
  await stillSilent()
  await code.stop.click()
  await console.says(/^stopped by you/)
  await page.getByText('the app has ended').waitFor()

  await text.turnTo('A thread beside it')
  await code.run.click()
  await beats.says(/answers in/)
  await app.visit('/listen/')
  await app.says(/200, /)
  await app.tab.click()
  await app.frame.getByText('Listening.').waitFor()
  await learner.timeline.tab.click()
  for (const number of [1, 2]) {
    await learner.console('publisher.py').run()
    await expect
      .poll(async () => (await console.copied()).match(/Received: Anyone/g)?.length)
      .toBe(number)
    await beats.says(/answers in/)
  }
  await expect.poll(() => beats.silence()).toBe(0)
  await shot(page, 'step-mended')
  await code.stop.click()
  await console.says(/^stopped by you/)

  /** Left edge of the text, left and right edge of the code: together they fill the page. */
  async function sides(): Promise<number[]> {
    return [
      await text.region.evaluate(leftOf),
      await code.region.evaluate(leftOf),
      await code.region.evaluate(rightOf),
    ]
  }

  /** The page goes without an answer for two more seconds than it has by now. */
  async function stillSilent(): Promise<void> {
    const before = await beats.silence()
    await expect.poll(() => beats.silence()).toBeGreaterThan(before + 1)
  }
})

function leftOf(element: Element): number {
  return element.getBoundingClientRect().left
}

function rightOf(element: Element): number {
  return element.getBoundingClientRect().right
}
