/** On a phone: one column, read, code and run. */
import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { pathTo } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** Nothing is wider than the screen, so that nothing scrolls sideways. */
const ONE_COLUMN = { screen: 390, content: 390 }

function widths(page: Page): Promise<typeof ONE_COLUMN> {
  return page.evaluate(() => ({
    screen: innerWidth,
    content: document.documentElement.scrollWidth,
  }))
}

test('a step is read, edited and run on 390 px', async () => {
  const learner = await stage.arrive('/', PHONE)
  const { page, text, code } = learner
  const views = page.getByRole('navigation', { name: 'Views' })
  await page.getByRole('link', { name: 'Begin' }).waitFor()
  expect(await widths(page)).toEqual(ONE_COLUMN)
  await shot(page, 'phone-course', ['light', 'dark'])
  await page.getByRole('link', { name: 'Two programs, one channel' }).tap()
  await text.shows('Two programs, one channel')
  expect(await widths(page)).toEqual(ONE_COLUMN)
  await shot(page, 'phone-read', ['light', 'dark'])

  await views.getByRole('button', { name: 'Code' }).tap()
  await code.region.waitFor()
  expect(await widths(page)).toEqual(ONE_COLUMN)
  await code.write('publisher.py', "import redis\nredis.Redis().publish('chat', 'from a phone')\n")
  expect(await widths(page)).toEqual(ONE_COLUMN)
  await shot(page, 'phone-code', ['light', 'dark'])
  await code.runAll.tap()

  const subscriber = learner.console('subscriber.py')
  await subscriber.says(/^waiting for Redis/)
  await subscriber.prints("b'from a phone'")
  expect(await widths(page)).toEqual(ONE_COLUMN)
  await shot(page, 'phone-run', ['light', 'dark'])
  await page.getByRole('tab', { name: 'publisher.py' }).tap()
  await learner.console('publisher.py').says(/^exited 0/)
  await page.getByRole('tab', { name: 'subscriber.py' }).tap()
  await subscriber.stop()
  await subscriber.says(/^stopped by you/)
  await learner.timeline.region.getByRole('button', { name: 'Replay what happened' }).waitFor()
  expect(await widths(page)).toEqual(ONE_COLUMN)
  await learner.timeline.showTable()
  expect(await widths(page)).toEqual(ONE_COLUMN)
  await page.getByRole('button', { name: 'Filter the table' }).tap()
  await page.getByRole('group', { name: 'Kind' }).waitFor()
  expect(await widths(page)).toEqual(ONE_COLUMN)
  await shot(page, 'phone-table', ['light', 'dark'])
  await page.keyboard.press('Escape')
  await views.getByRole('button', { name: 'Read' }).tap()
  await text.title.waitFor()
})

test('every step and the questions keep to one column', async () => {
  const learner = await stage.arrive(pathTo('01-what-a-broker-is-for'), PHONE)
  const { page, text, quiz } = learner
  const next = text.region.getByRole('navigation').getByRole('link').last()
  for (let step = 1; step <= 8; step++) {
    await page.getByText(`${step} of 8`, { exact: true }).waitFor()
    expect(await widths(page)).toEqual(ONE_COLUMN)
    await next.tap()
  }
  await quiz.asks('Question 1 of 12')
  await quiz.answer(/sends messages quickly/)
  expect(await widths(page)).toEqual(ONE_COLUMN)
  await shot(page, 'phone-quiz', ['light', 'dark'])
})

test('the frozen page is seen to be frozen on 390 px', async () => {
  const learner = await stage.arrive(pathTo('06-the-frozen-page'), PHONE)
  const { page, code, beats, app } = learner
  const views = page.getByRole('navigation', { name: 'Views' })
  await views.getByRole('button', { name: 'Code' }).tap()
  await code.run.tap()
  await beats.says(/answers in/)
  await views.getByRole('button', { name: 'Read' }).tap()
  await app.visit('/listen/')
  await app.says(/no answer for/)
  expect(await widths(page)).toEqual(ONE_COLUMN)
  await shot(page, 'phone-visit', ['light', 'dark'])
  await views.getByRole('button', { name: 'Run' }).tap()
  await beats.says(/no answer for/)
  expect(await widths(page)).toEqual(ONE_COLUMN)
  await shot(page, 'phone-frozen', ['light', 'dark'])
  await learner.console('app').stop()
  await learner.timeline.region.getByRole('button', { name: 'Replay what happened' }).waitFor()
  expect(await widths(page)).toEqual(ONE_COLUMN)
})
