/** Coming back the next day: code, answers and place are there, from this browser or from the server. */
import { expect, test } from 'vitest'
import type { Learner } from './learner.ts'
import { pathTo } from './learner.ts'
import { connectAnew, whenStored } from './saved.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const CODE = "print('kept until tomorrow')\n"

/** Changes the open program to CODE; resolves when the server says that it has stored just this. */
async function changeAndStore({ page, code }: Learner): Promise<void> {
  const stored = whenStored(await connectAnew(page), 'kept until tomorrow')
  await code.write('main.py', CODE)
  expect(await stored).toContain('"stored":true')
}

/** Answers a question, changes a program, and leaves off at its step. */
async function work(learner: Learner): Promise<void> {
  await learner.open(pathTo('quiz'))
  await learner.quiz.answer(/sends messages quickly/)
  await learner.open(pathTo('02-too-early'))
  await learner.text.shows('Too early')
  await learner.text.justShow()
  await changeAndStore(learner)
}

/** Everything of `work` is there again; resolves with what the changed program prints. */
async function whatIsThere(learner: Learner): Promise<string> {
  const { page } = learner
  const left = page.getByRole('region', { name: 'Where you left off' })
  await left.getByText('Step 2 of 8: Too early. You had changed main.py.').waitFor()
  await left.getByRole('link', { name: 'Continue' }).click()
  await learner.text.shows('Too early')
  expect(await learner.code.text('main.py')).toBe(CODE)
  await learner.code.run.click()
  await learner.console('main.py').says(/^exited 0/)
  const printed = await learner.console('main.py').copied()
  await learner.open(pathTo('quiz'))
  await learner.quiz.asks('Question 2 of 12')
  await learner.quiz.idea('What a broker is for').getByText('right').waitFor()
  return printed
}

test('the next day, after a restart of the server, code, answers and place are there', async () => {
  const today = await stage.arrive('/')
  await work(today)
  const kept = await today.context.storageState()
  await today.context.close()
  await stage.playground.restartServer()
  const tomorrow = await stage.arrive('/', { storageState: kept })
  await shot(tomorrow.page, 'course-return')
  expect(await whatIsThere(tomorrow)).toBe('kept until tomorrow')
})

test('in a browser that kept only the cookie, all of it comes from the server', async () => {
  const today = await stage.arrive('/')
  await work(today)
  const { cookies } = await today.context.storageState()
  await today.context.close()
  await stage.playground.restartServer()
  const elsewhere = await stage.arrive('/', { storageState: { cookies, origins: [] } })
  expect(await whatIsThere(elsewhere)).toBe('kept until tomorrow')
})

test('while the store is away the page goes on and says so; the copy is made when it is back', async () => {
  const learner = await stage.arrive('/')
  const { page, context } = learner
  await page.getByText('with a copy on the server').waitFor()
  await stage.playground.store.stop()
  try {
    await page.getByText('the copy on the server is made when it is back').waitFor()
    await learner.open(pathTo('02-too-early'))
    await learner.text.justShow()
    await learner.code.write('main.py', CODE)
    await learner.code.run.click()
    await learner.console('main.py').prints('kept until tomorrow')
    await learner.open('/')
    await page.getByText('the copy on the server is made when it is back').waitFor()
    await page.getByText('You had changed main.py.').waitFor()
  } finally {
    await stage.playground.store.start()
  }
  await page.getByText('with a copy on the server').waitFor()
  const { cookies } = await context.storageState()
  await expect.poll(async () => codeElsewhere(cookies)).toContain('You had changed main.py.')
})

/** What the course says to the same learner in a browser that knows nothing but the cookie. */
async function codeElsewhere(cookies: Awaited<ReturnType<Learner['context']['cookies']>>) {
  const { browser, origin } = stage.playground
  const context = await browser.newContext({ storageState: { cookies, origins: [] } })
  try {
    const page = await context.newPage()
    await page.goto(origin)
    await page.getByText('with a copy on the server').waitFor()
    return await page.getByRole('complementary').innerText()
  } finally {
    await context.close()
  }
}
