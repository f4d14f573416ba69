/** A word of the glossary: its card by pointer, by keyboard and by finger, and the page of all words. */
import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { troubles } from './checker.ts'
import { pathTo } from './learner.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const STEP = pathTo('01-what-a-broker-is-for')
const MEANS = 'A name that messages are published to.'

const parts = (page: Page) => ({
  word: page.getByRole('article').getByRole('link', { name: 'channel', exact: true }),
  card: page.getByRole('region', { name: 'channel', exact: true }),
})

/** The descriptions are there: what follows does not wait for the glossary. */
async function loaded(page: Page): Promise<void> {
  await page.locator('#term-channel').waitFor({ state: 'attached' })
}

test('by pointer: it may go into the card, and Escape closes it', async () => {
  const { page } = await stage.arrive(STEP)
  const { word, card } = parts(page)
  await loaded(page)
  await word.hover()
  await card.getByText(MEANS).waitFor()
  const box = await card.boundingBox()
  const [x, y] = [(box?.x ?? 0) + 20, (box?.y ?? 0) + 20]
  // Beside the word, and on: as fast as a hand, on however busy a machine.
  await Promise.all([page.mouse.move(5, y), page.mouse.move(x, y)])
  await card.hover()
  expect(await card.isVisible()).toBe(true)
  await page.keyboard.press('Escape')
  await card.waitFor({ state: 'detached' })
  await word.hover()
  await card.waitFor()
  await page.mouse.move(5, 600)
  await card.waitFor({ state: 'detached' })
})

test('by keyboard: the focus opens it, and what is read out says the same', async () => {
  const { page } = await stage.arrive(STEP)
  const { word, card } = parts(page)
  await loaded(page)
  expect(await word.evaluate((link) => link.getAttribute('aria-describedby'))).toBe('term-channel')
  expect(await page.locator('#term-channel').textContent()).toContain(MEANS)
  await page.getByRole('article').getByRole('link', { name: 'message' }).focus()
  await page.keyboard.press('Tab')
  await card.getByText(MEANS).waitFor()
  expect(await troubles(page)).toEqual([])
  await page.keyboard.press('Escape')
  await card.waitFor({ state: 'detached' })
  await expect.poll(() => word.evaluate((link) => link === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Glossary' }).waitFor()
})

test('by finger: a tap opens it and stays on the page; from the card one goes to all words', async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
  const { page } = await stage.arrive(STEP, phone)
  const { word, card } = parts(page)
  await loaded(page)
  await word.tap()
  await card.getByText(MEANS).waitFor()
  expect(new URL(page.url()).pathname).toBe(STEP)
  const box = await card.boundingBox()
  expect(box?.x).toBeGreaterThanOrEqual(8)
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(382)
  await page.getByRole('heading', { level: 1 }).first().tap()
  await card.waitFor({ state: 'detached' })
  await word.tap()
  await card.getByRole('link', { name: 'In the glossary' }).tap()
  await page.waitForURL('**/glossary#channel')
  await page.getByRole('heading', { name: 'Glossary' }).waitFor()
})

test('all words on a page, each with the steps that use it; the one that was asked for has the focus', async () => {
  const { page } = await stage.arrive('/glossary#race')
  const term = page.getByRole('term').filter({ hasText: 'race' })
  await term.waitFor()
  await expect.poll(() => term.evaluate((element) => element === document.activeElement)).toBe(true)
  const steps = page.getByRole('list', { name: 'Steps that use race' })
  await steps.getByRole('link', { name: 'One program, two threads' }).click()
  await page.getByRole('heading', { name: 'One program, two threads' }).first().waitFor()
})
