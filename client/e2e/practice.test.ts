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
