/** The server gets another build while learners have the page open: what is open goes on, and the next visit is of the new one. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BrowserContext, Page } from 'playwright-core'
import { Learner, pathTo } from './learner.ts'
import { Playground } from './playground.ts'
import { TwoBuilds } from './twoBuilds.ts'

let builds: TwoBuilds
let playground: Playground
beforeEach(async () => {
  builds = await TwoBuilds.make()
  playground = await Playground.open({ root: builds.root })
})
afterEach(async () => {
  await playground.dispose()
  await builds.dispose()
})

/** What browsers say of files that are not there any more, and of a server that starts anew. */
const GONE =
  /WebSocket|Failed to (fetch|load)|FetchEvent| 404 |Refused to apply style|preload CSS|ERR_INTERNET/

const isAnother = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.querySelector('meta[name="build"]') !== null)

/** Caches of whole builds. */
const kept = (page: Page): Promise<string[]> =>
  page.evaluate(async () =>
    (await caches.keys()).filter((name) => name.startsWith('backchannel-page-')),
  )

test('with its worker an open page draws what it never drew before, and the next visit is the new build', async () => {
  const learner = await Learner.arrive(playground, '/', { serviceWorkers: 'allow' })
  learner.provokes(GONE)
  const { page, context, text } = learner
  await page.getByRole('link', { name: 'Begin' }).waitFor()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  const [first] = await kept(page)

  await builds.another()
  await playground.restartServer()
  await page.getByRole('link', { name: 'Glossary' }).click()
  await page.getByRole('heading', { name: 'Glossary' }).waitFor()
  await page
    .getByRole('link', { name: /^Too early/ })
    .first()
    .click()
  await text.shows('Too early')
  expect(await isAnother(page)).toBe(false)
  // Only the editor is not kept before it was used: a plain one stands in, and why is told.
  const alert = page.getByRole('alert')
  await alert.getByText(/^A part of this page did not come/).waitFor()
  await alert.getByRole('button', { name: 'Load the page again' }).waitFor()
  await page.getByRole('textbox', { name: /^Code of main\.py$/ }).waitFor()

  const other = await context.newPage()
  await other.goto(pathTo('03-two-programs'))
  await other.getByRole('heading', { name: 'Two programs, one channel' }).first().waitFor()
  expect(await isAnother(other)).toBe(true)
  // Its worker waits until the older page is closed, which still has all that is its own.
  await expect.poll(() => kept(other), { timeout: 30_000 }).toHaveLength(2)
  await page.close()
  await other.close()

  // The browser takes over the newer worker some time after the last page of the older one is closed.
  await expect.poll(() => visit(context), { timeout: 60_000 }).not.toContain(first)
})

/** The builds that are kept once a step was opened, which is of the new one. */
async function visit(context: BrowserContext): Promise<string[]> {
  const page = await context.newPage()
  await page.goto(pathTo('02-too-early'))
  await page.getByRole('heading', { name: 'Too early' }).first().waitFor()
  expect(await isAnother(page)).toBe(true)
  const names = await kept(page)
  await page.close()
  return names
}

test('without a worker an open page says that a part of it is gone, and leads to the new build', async () => {
  const learner = await Learner.arrive(playground, '/')
  learner.provokes(GONE)
  const { page } = learner
  await page.getByRole('link', { name: 'Begin' }).waitFor()
  await builds.another()
  await playground.restartServer()
  await page.getByRole('link', { name: 'Glossary' }).click()
  const alert = page.getByRole('alert')
  await alert.getByText(/^A part of this page did not come/).waitFor()
  await alert.getByRole('button', { name: 'Load the page again' }).click()
  await page.getByRole('heading', { name: 'Glossary' }).waitFor()
  expect(await isAnother(page)).toBe(true)
  expect(await alert.count()).toBe(0)
})
