/** Links of prose into code: they open the file, and light the line. */
import { expect, test } from 'vitest'
import { pathTo } from './learner.ts'
import { setStage } from './stage.ts'

const stage = setStage()

test('a link opens its file and lights its line; another one moves the light', async () => {
  const { page, code } = await stage.arrive(pathTo('05-two-threads'))
  await code.ready('main.py')
  const lit = page.locator('.monaco-editor [class*="lit"]')
  const prose = page.getByRole('article')
  expect(await lit.count()).toBe(0)
  await prose.getByRole('link', { name: 'subscribe_first.py' }).click()
  await page.getByRole('tab', { name: /subscribe_first\.py/, selected: true }).waitFor()
  await lit.waitFor()
  const first = await lit.boundingBox()
  await prose.getByRole('link', { name: 'second thread' }).click()
  await page.getByRole('tab', { name: /^main\.py/, selected: true }).waitFor()
  await expect.poll(async () => (await lit.boundingBox())?.y).not.toBe(first?.y)
  expect(await lit.count()).toBe(1)
})
