/** Lines that threads hold are marked in the code: the frozen page, the mended one, a crash, a phone. */
import { expect, test } from 'vitest'
import { pathTo } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const HELD = /^Line 14: MainThread waits here, \d+\.\d s$/

test('the line that freezes the page is marked, until the file is edited or the app stopped', async () => {
  const learner = await stage.arrive(pathTo('06-the-frozen-page'))
  const { page, code, app, beats } = learner
  await code.ready('views.py')
  await code.run.click()
  await beats.says(/answers in/)
  await app.visit('/listen/')
  const mark = code.mark(14)
  await mark.waitFor()
  await expect.poll(() => mark.textContent()).toMatch(HELD)
  await expect.poll(() => mark.getAttribute('data-state')).toBe('blocked')
  await code.region.getByText('not reached while line 14 waits').waitFor()
  await code.region.getByRole('tab', { name: 'views.py, line 14: MainThread waits here' }).waitFor()
  const said = code.region.getByRole('status').filter({ hasText: 'line 14' })
  await expect.poll(() => said.textContent()).toBe('views.py, line 14: MainThread waits here')
  await shot(page, 'marks-frozen', ['light', 'dark'])

  await code.tab('publisher.py').click()
  await mark.waitFor({ state: 'detached' })
  await code.tab('views.py').click()
  await mark.click()
  await code.editor('views.py').pressSequentially('#')
  await mark.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+Z')
  await mark.waitFor()
  await code.stop.click()
  await learner.console('app').says(/^stopped by you/)
  await mark.waitFor({ state: 'detached' })
})

test('with a thread beside it the same loop waits, and holds nobody up', async () => {
  const { page, code, app, beats } = await stage.arrive(pathTo('07-a-thread-beside'))
  await code.ready('views.py')
  await code.run.click()
  await beats.says(/answers in/)
  await app.visit('/listen/')
  const mark = code.mark(16)
  await mark.waitFor()
  await expect
    .poll(() => mark.textContent())
    .toMatch(/^Line 16: Thread-1 \(wait_for_messages\) waits here, /)
  await expect.poll(() => mark.getAttribute('data-state')).toBe('waiting')
  await shot(page, 'marks-mended')
  await code.stop.click()
  await mark.waitFor({ state: 'detached' })
})

test('a line that a program ended at has the exception beside it, until the next run', async () => {
  const { page, code } = await stage.arrive(pathTo('01-what-a-broker-is-for'))
  await code.write('hello.py', 'import redis\n\nr.ping()\n')
  await code.run.click()
  // Before, that the line runs.
  await expect
    .poll(() => code.mark(3).textContent())
    .toBe("Line 3: NameError: name 'r' is not defined")
  await shot(page, 'marks-crash')
  await code.write('hello.py', 'import time\n\ntime.sleep(60)\n')
  await code.mark(3).waitFor({ state: 'detached' })
  await code.run.click()
  await expect
    .poll(() => code.mark(3).textContent())
    .toMatch(/^Line 3: MainThread sleeps here, .+ of (1 min|5\d\.\d s)$/)
})

test('on a phone the words stand below their line', async () => {
  const learner = await stage.arrive(pathTo('06-the-frozen-page'), PHONE)
  const { page, code, app } = learner
  const views = page.getByRole('navigation', { name: 'Views' })
  await views.getByRole('button', { name: 'Code' }).tap()
  await code.ready('views.py')
  await code.run.tap()
  await learner.console('app').says(/^waiting for a visit/)
  await views.getByRole('button', { name: 'Read' }).tap()
  await app.visit('/listen/')
  await views.getByRole('button', { name: 'Code' }).tap()
  const mark = code.mark(14)
  await mark.waitFor()
  await expect.poll(() => mark.getAttribute('data-state')).toBe('blocked')
  const line = await code.region.locator('.view-line', { hasText: 'pubsub.listen' }).boundingBox()
  const words = await mark.boundingBox()
  expect(words?.y).toBeGreaterThanOrEqual((line?.y ?? Infinity) + (line?.height ?? 0) - 1)
  expect(words?.x).toBeGreaterThan(0)
  expect((words?.x ?? 0) + (words?.width ?? 0)).toBeLessThanOrEqual(390)
  await shot(page, 'marks-phone')
})
