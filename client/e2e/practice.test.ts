/** Practice: quiet until something is due, then a few minutes of it, also when the server is away. */
import { expect, test } from 'vitest'
import { pathTo } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const DAY = 24 * 60 * 60 * 1000

test('what was answered comes back the next days, and is judged without the server', async () => {
  const learner = await stage.arrive('/')
  const { page, context, quiz } = learner
  const practice = page.getByRole('region', { name: 'Practice' })
  await page.getByRole('link', { name: 'Begin' }).waitFor()
  expect(await practice.count()).toBe(0)

  await learner.open(pathTo('quiz'))
  await quiz.asks('Question 1 of 12')
  await quiz.answer(/style sheets/)
  await quiz.idea('Look at the type').getByRole('button').click()
  await page.getByLabel(/^gap 1/).fill('type')
  await page.getByLabel(/^gap 2/).fill('decode()')
  await quiz.checks('Right.')
  await page.waitForFunction(
    () => Object.keys(localStorage).filter((key) => key.includes('/card/')).length === 2,
  )
  await learner.open('/practice')
  await page.getByRole('heading', { name: 'Nothing to practise now' }).waitFor()
  await page.getByText('The next question comes back tomorrow.').waitFor()

  await page.clock.setSystemTime(Date.now() + 3 * DAY)
  await learner.open('/')
  await practice.getByRole('heading', { name: 'Practice: 2 questions are due' }).waitFor()
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  await practice.getByRole('link').click()
  await quiz.asks('Practice, question 1 of 2')
  await quiz.answer(/style sheets/)
  await page.getByText('This one comes back at the end.').waitFor()
  await quiz.next()
  await page.getByLabel(/^gap 1/).fill('type')
  await page.getByLabel(/^gap 2/).fill('decode()')
  await quiz.checks('Right.')
  await quiz.next()
  await quiz.asks('Practice, question 3 of 3')
  await quiz.answer(/sends messages quickly/)
  await quiz.next()
  await page.getByRole('heading', { name: '1 of 2 at the first try' }).waitFor()
  await shot(page, 'practice-over')
  await context.setOffline(false)

  await learner.open('/')
  await page.getByRole('link', { name: 'Continue' }).waitFor()
  expect(await practice.count()).toBe(0)
})

test('who has enough ends it here, sees what was done, and finds the rest as it was', async () => {
  const learner = await stage.arrive(pathTo('quiz'))
  const { page, quiz } = learner
  const end = page.getByRole('button', { name: 'End here' })
  for (const text of [/style sheets/, /r\.publish\('updates', 'New data available'\)/]) {
    await quiz.answer(text)
    await quiz.next()
  }
  await page.waitForFunction(
    () => Object.keys(localStorage).filter((key) => key.includes('/card/')).length === 2,
  )
  await page.clock.setSystemTime(Date.now() + 3 * DAY)
  await learner.open('/practice')
  await quiz.asks('Practice, question 1 of 2')
  expect(await end.count()).toBe(0)
  await quiz.answer(/sends messages quickly/)
  await end.press('Enter')
  const over = page.getByRole('heading', { name: '1 of 1 at the first try' })
  await over.waitFor()
  await expect.poll(() => over.evaluate((one) => one === document.activeElement)).toBe(true)
  await page.getByText('More are due. They wait for you, as long as you like.').waitFor()
  expect(await page.getByText(/comes back/).count()).toBe(0)
  await shot(page, 'practice-ended')
  await page.getByRole('link', { name: 'To the course' }).click()
  await page.getByRole('heading', { name: 'Practice: one question is due' }).waitFor()
})

test('the worker for offline comes when the editor stands, not by the clock', async () => {
  const learner = await stage.arrive('about:blank', { serviceWorkers: 'allow' })
  const { page, context } = learner
  // What would wait longer than a second never comes.
  await page.addInitScript(() => {
    const real = window.setTimeout.bind(window)
    const short = (then: () => void, ms = 0) => (ms > 1000 ? 0 : real(then, ms))
    window.setTimeout = short as typeof window.setTimeout
  })
  const worker = context.waitForEvent('serviceworker')
  await learner.open(pathTo('02-too-early'))
  await worker
  expect(await page.locator('.monaco-editor').isVisible()).toBe(true)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
})

test('without a network a reload opens practice and what was read, and the answers are merged when it is back', async () => {
  const learner = await stage.arrive(pathTo('quiz'), { serviceWorkers: 'allow' })
  learner.provokes(/FetchEvent|Failed to fetch/)
  const { page, context, quiz, text, code } = learner
  await quiz.asks('Question 1 of 12')
  await quiz.answer(/style sheets/)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await learner.open(pathTo('02-too-early'))
  await text.shows('Too early')
  await page.clock.setSystemTime(Date.now() + 3 * DAY)
  await context.setOffline(true)

  await page.reload()
  await text.shows('Too early')
  await page.getByText('Running needs the server').waitFor()
  await code.run.waitFor()
  await shot(page, 'step-offline')

  await learner.open('/practice')
  await quiz.asks('Practice, question 1 of 1')
  await quiz.answer(/sends messages quickly/)
  await page.getByText('This one, and you chose it.').waitFor()
  await quiz.next()
  await page.getByRole('heading', { name: '1 of 1 at the first try' }).waitFor()
  await shot(page, 'practice-offline')

  await context.setOffline(false)
  await learner.open('/')
  await page.getByText('with a copy on the server').waitFor()
  const elsewhere = await stage.arrive('/', {
    storageState: { cookies: (await context.storageState()).cookies, origins: [] },
  })
  const reps = () =>
    elsewhere.page.evaluate(() => {
      const kept = Object.keys(localStorage).find((key) => key.includes('/card/'))
      return kept === undefined ? 0 : JSON.parse(JSON.parse(localStorage[kept]).value).reps
    })
  await expect
    .poll(async () => {
      await elsewhere.page.reload()
      await elsewhere.page.getByText('with a copy on the server').waitFor()
      return reps()
    })
    .toBe(2)
})
