/** The questions: all of them, one answered otherwise at first; the further kinds without a mouse. */
import { expect, test } from 'vitest'
import { pathTo } from './learner.ts'
import type { Learner } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()

/** Answers questions 6 to 12 rightly, by keys alone. */
async function answerFurtherKinds({ page, quiz }: Learner): Promise<void> {
  const { keyboard } = page
  await quiz.asks('Question 6 of 12')
  for (const text of [/^Its type is/, /^Its channel is/, /^Its data is the number/]) {
    await page.getByRole('checkbox', { name: text }).focus()
    await keyboard.press('Space')
  }
  await quiz.checkByKey('Right.')

  await quiz.asks('Question 7 of 12')
  await page.getByRole('button', { name: /^Take out: r\.subscribe/ }).focus()
  await keyboard.press('Enter')
  await page.getByText("r.subscribe('channel_name'): taken out").waitFor({ state: 'attached' })
  const order = [
    /^import redis/,
    /^r = redis/,
    /^pubsub = /,
    /^pubsub\.subscribe/,
    /^r\.publish/,
    /^for message/,
    /^print/,
  ]
  const list = page.getByRole('list', { name: 'Your order' })
  for (const [at, name] of order.entries()) {
    const line = list.getByRole('button', { name })
    await line.focus()
    const placeOf = async () =>
      Number(/, (\d) of 7$/.exec((await line.getAttribute('aria-label')) ?? '')?.[1])
    for (let place = await placeOf(); place > at + 1; place -= 1) await keyboard.press('ArrowUp')
    await expect.poll(placeOf).toBe(at + 1)
    await expect.poll(() => line.evaluate((one) => one === document.activeElement)).toBe(true)
  }
  await quiz.checkByKey('Right.')

  await quiz.asks('Question 8 of 12')
  await page.getByRole('textbox', { name: 'gap 1 of 2, line 2' }).focus()
  await keyboard.type('type')
  await keyboard.press('Tab')
  await keyboard.type("decode( 'utf-8' )")
  await quiz.checkByKey('Right.')

  await quiz.asks('Question 9 of 12')
  await page.getByRole('textbox', { name: 'What it prints' }).focus()
  await keyboard.type("Received: b'Hello everyone'  ")
  await keyboard.press('Enter')
  await quiz.checkByKey('Right.')

  await quiz.asks('Question 10 of 12')
  await page.getByRole('radio', { name: 'line 13: ' }).focus()
  await keyboard.press('Space')
  await keyboard.press('ArrowDown')
  await quiz.checkByKey('Right.')

  await quiz.asks('Question 11 of 12')
  for (const [left, right] of [
    [/publish/, 'how many'],
    [/subscribe/, 'nothing'],
    [/get_message/, 'what comes'],
    [/listen/, 'one after'],
  ] as const) {
    await page.getByRole('combobox', { name: left }).focus()
    await keyboard.type(right)
  }
  await quiz.checkByKey('Right.')

  await quiz.asks('Question 12 of 12')
  await page.getByRole('button', { name: 'Run it' }).focus()
  await keyboard.press('Enter')
  await page.getByLabel('What it printed').getByText('received by 2').waitFor()
  await page.getByRole('textbox', { name: 'What you saw' }).focus()
  await keyboard.type('2')
  await quiz.checkByKey('Right.')
}

test('the whole quiz with a wrong answer: its reason is told, and it alone is asked again', async () => {
  const learner = await stage.arrive(pathTo('08-other-tries'))
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
  await quiz.asks('Question 5 of 12')
  await quiz.option(/thread in the background/).press('Space')
  await quiz.checkByKey('Right.')
  await answerFurtherKinds(learner)

  await page.getByRole('heading', { name: 'Eleven of twelve at the first try' }).waitFor()
  await quiz.idea('Bytes in, text out').getByText('to be asked again').waitFor()
  await shot(page, 'quiz-summary')
  await page.getByRole('button', { name: 'Ask me that one again' }).click()
  await quiz.asks('Question 1 of 1')
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)
  await quiz.answer(/^Received: Hello everyone/)
  await quiz.next()
  await page.getByRole('heading', { name: 'Eleven of twelve at the first try' }).waitFor()
  expect(await page.getByRole('button', { name: /^Ask me/ }).count()).toBe(0)
  await quiz.idea('Bytes in, text out').getByText('right', { exact: true }).waitFor()

  await page.reload()
  await page.getByRole('heading', { name: 'Eleven of twelve at the first try' }).waitFor()
  await quiz.idea('Bytes in, text out').getByRole('button').click()
  await page.getByText('This one, and you chose it.').waitFor()
  await quiz.idea('Bytes in, text out').getByRole('link', { name: 'Step 4' }).click()
  await text.shows('Bytes in, text out')
})

test('any question is answered in any order, and one left open is asked at the end', async () => {
  const learner = await stage.arrive(pathTo('quiz'))
  const { page, quiz } = learner
  await quiz.idea('Who counts as a receiver').getByRole('button').click()
  await quiz.asks('Question 12 of 12')
  await page.getByLabel('What you saw').fill('2')
  await quiz.checks('Right.')
  await quiz.next()
  await page.getByRole('heading', { name: 'Some are still open' }).waitFor()
  await page.getByRole('button', { name: 'To the next open one' }).click()
  await quiz.asks('Question 1 of 12')
  expect(await quiz.summary.getByText('1 of 12 answered').count()).toBe(1)
})

test('each kind is answered by pointer, and told what is wrong in its parts', async () => {
  const { page, quiz } = await stage.arrive(pathTo('quiz'))
  await quiz.idea('The first thing that').getByRole('button').click()
  await page.getByRole('checkbox', { name: /^Its type is/ }).check()
  await page.getByRole('checkbox', { name: /^It comes only when/ }).check()
  await quiz.checks('1 of 3 found, and 1 that does not hold.')
  await quiz.next()
  const order = page.getByRole('list', { name: 'Your order' })
  await order.getByRole('listitem').first().dragTo(order.getByRole('listitem').last())
  await expect.poll(() => order.getByRole('listitem').last().textContent()).toContain('for message')
  await page.getByRole('button', { name: 'Up: import redis', exact: true }).click()
  await quiz.checks(/of 7 lines stand right\.$/)
  await page.getByRole('list', { name: 'A right order' }).waitFor()
  await quiz.next()
  await page.getByLabel(/^gap 1/).fill('type')
  await page.getByLabel(/^gap 2/).fill('decode')
  await quiz.checks('1 of 2 gaps are right.')
  await page.getByText('Without the brackets nothing is called.').waitFor()
  await quiz.next()
  await page.getByLabel('What it prints').fill('Received: Hello everyone')
  await quiz.checks('It prints something else.')
  await page.getByText('That is the text.').waitFor()
  await quiz.next()
  await page.getByText("pubsub.subscribe('notifications')").click()
  await quiz.checks('It is another line.')
  await page.getByText('Line 14 it is.').waitFor()
  await quiz.next()
  for (const select of await page.getByRole('combobox').all())
    await select.selectOption('how many received it')
  await quiz.checks('1 of 4 pairs are right.')
  await page.getByText('To it belongs: nothing; a note comes later.').waitFor()
  await quiz.next()
  await page.getByRole('button', { name: 'Run it' }).click()
  await page.getByLabel('What it printed').getByText('received by 2').waitFor()
  await page.getByLabel('What you saw').fill('1')
  await quiz.checks('It is something else.')
})
