/** The questions: all five, one of them answered otherwise at first. */
import { expect, test } from 'vitest'
import { pathTo } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()

test('the whole quiz with a wrong answer: its reason is told, and it alone is asked again', async () => {
  const learner = await stage.arrive(pathTo('10-a-thread-for-each-visit'))
  const { page, text, quiz } = learner
  await text.region.getByRole('link', { name: 'Questions' }).click()
  await quiz.asks('Question 1 of 12')
  expect(await page.getByRole('radio').count()).toBe(4)
  expect(await quiz.check.isDisabled()).toBe(true)
  await quiz.answer(/sends messages quickly/)
  await page.getByText('This one, and you chose it.').waitFor()
  await quiz.next()
  await quiz.asks('Question 2 of 12')
  await quiz.answer(/r\.publish\('updates', 'New data available'\)/)
  await quiz.next()
  await quiz.asks('Question 3 of 12')
  await shot(page, 'quiz-asked')
  await quiz.answer(/^Received: b'Hello everyone'/)
  await page.getByText('You chose this. That is what you see without').waitFor()
  await page.getByText('This one. The data are bytes').waitFor()
  await page.getByText('This one comes back at the end.').waitFor()
  await page.getByText('Common mistakes').waitFor()
  await page.getByText('Quick check').waitFor()
  await shot(page, 'quiz-wrong')
  await quiz.next()
  await quiz.answer(/holds the main thread/)
  await quiz.next()
  await quiz.answer(/thread in the background/)
  await quiz.next()

  await page.getByRole('heading', { name: 'Four of five at the first try' }).waitFor()
  await quiz.idea('Bytes in, text out').getByText('to be asked again').waitFor()
  await shot(page, 'quiz-summary')
  await page.getByRole('button', { name: 'Ask me that one again' }).click()
  await quiz.asks('Question 1 of 1')
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)
  await quiz.answer(/^Received: Hello everyone/)
  await quiz.next()
  await page.getByRole('heading', { name: 'Four of five at the first try' }).waitFor()
  expect(await page.getByRole('button', { name: /^Ask me/ }).count()).toBe(0)
  await quiz.idea('Bytes in, text out').getByText('right', { exact: true }).waitFor()

  await page.reload()
  await page.getByRole('heading', { name: 'Four of five at the first try' }).waitFor()
  await quiz.idea('Bytes in, text out').getByRole('button').click()
  await page.getByText('This one, and you chose it.').waitFor()
  await quiz.idea('Bytes in, text out').getByRole('link', { name: 'Step 4' }).click()
  await text.shows('Bytes in, text out')
})

test('any question is answered in any order, and one left open is asked at the end', async () => {
  const learner = await stage.arrive(pathTo('quiz'))
  const { page, quiz } = learner
  await quiz.idea('Keeping the page alive').getByRole('button').click()
  await quiz.asks('Question 5 of 12')
  await quiz.answer(/thread in the background/)
  await quiz.next()
  await page.getByRole('heading', { name: 'Some are still open' }).waitFor()
  await page.getByRole('button', { name: 'To the next open one' }).click()
  await quiz.asks('Question 1 of 12')
  expect(await quiz.summary.getByText('1 of 12 answered').count()).toBe(1)
})
