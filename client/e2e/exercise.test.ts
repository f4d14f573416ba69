/** A prediction that comes out otherwise; an exercise failed, hinted, solved, and undone. */
import { expect, test } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { troubles as found } from './checker.ts'
import { pathTo } from './learner.ts'
import { connectAnew, whenStored } from './saved.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()

/** A button that is gone leaves the focus where the reading goes on. */
async function readsOnAt(place: Locator): Promise<void> {
  await expect.poll(() => place.evaluate((one) => one === document.activeElement)).toBe(true)
}

/** What a checker of accessibility finds in the text's pane. */
const troubles = (page: Page) => found(page, 'section[aria-label="Text"]')

test('the first run is held until the learner has chosen, and is told beside the choice', async () => {
  const { page, code, text, console } = await arriveAt('02-too-early')
  const socket = await connectAnew(page)
  const guess = text.region.getByRole('form', { name: 'Prediction' })
  const told = text.region.getByRole('heading', { name: 'What happens' })
  await text.region.getByText('The text goes on when you have chosen.').waitFor()
  expect(await told.isVisible()).toBe(false)
  await code.run.click()
  const shown = page.getByRole('region', { name: 'What the run shows' })
  await shown.getByText('What your run shows is held until you have chosen.').waitFor()
  expect(await console.isVisible()).toBe(false)
  expect(await page.getByText(/waiting for Redis|waits here/).count()).toBe(0)
  await shot(page, 'step-held')
  expect(await troubles(page)).toEqual([])
  await shown.getByRole('button', { name: 'To the question' }).click()
  await guess.getByLabel('The message, and the program waits for the next one.').press('Space')
  await page.keyboard.press('Enter')
  await console.waitFor()
  await guess.getByText('Here it went otherwise.').waitFor()
  await readsOnAt(guess.getByRole('status'))
  await guess.getByText('You chose this.').waitFor()
  await guess.getByText('This is what the run showed.').waitFor()
  // Why is ours to say only when the learner has had the time to.
  expect(await told.isVisible()).toBe(false)
  expect(await guess.getByText('Redis kept no copy').count()).toBe(0)
  const words = 'Nobody had subscribed when it was sent.'
  await text.region.getByLabel(/^Why did it go so/).fill(words)
  await shot(page, 'step-why')
  const stored = whenStored(socket, words)
  await text.region.getByRole('button', { name: 'Show the explanation' }).click()
  await told.waitFor()
  await guess.getByText('Redis kept no copy').waitFor()
  await shot(page, 'step-predicted')
  expect(await troubles(page)).toEqual([])
  expect(await stored).toContain('"stored":true')
  const { cookies } = await page.context().storageState()
  await stage.playground.restartServer()
  const elsewhere = await stage.arrive(pathTo('02-too-early'), {
    storageState: { cookies, origins: [] },
  })
  const again = elsewhere.text.region
  await again.getByText('Here it went otherwise.').waitFor()
  await again.getByText('Redis kept no copy').waitFor()
  await again.getByText(words).waitFor()
})

test('an exercise is failed with what was seen, hinted, solved, and taken back', async () => {
  const { page, code, text } = await arriveAt('02-too-early')
  await text.justShow()
  await text.region.getByRole('heading', { name: 'What happens' }).waitFor()
  const exercise = text.region.getByRole('region', { name: 'Exercise' })
  const original = await code.text('main.py')
  await code.run.click()
  await exercise.getByText('0 of 2 hold').waitFor()
  await exercise.getByText(/^PUBLISH returned 0 at .* s: nobody had subscribed yet$/).waitFor()
  await exercise.getByRole('button', { name: 'Hint 1 of 2' }).click()
  await exercise.getByText('Which of the two has to happen first?').waitFor()
  await exercise.getByRole('heading', { name: 'Hint 1 of 2, for what just happened' }).waitFor()
  await exercise.getByRole('button', { name: 'Next hint' }).click()
  const second = exercise.getByRole('heading', { name: 'Hint 2 of 2', exact: true })
  await readsOnAt(second.locator('..'))
  await exercise.getByRole('button', { name: 'Show the solution' }).click()
  await exercise.getByText('1 line differs.').waitFor()
  await shot(page, 'step-hinted')
  expect(await troubles(page)).toEqual([])
  await exercise.getByRole('button', { name: 'Use this' }).click()
  await readsOnAt(exercise.getByText('No line differs.'))
  await code.run.click()
  await exercise.getByText('Solved: every check holds.').waitFor()
  await exercise.getByText('PUBLISH returned 1').waitFor()
  await shot(page, 'step-solved')
  await exercise.getByRole('button', { name: 'Back to mine' }).click()
  await readsOnAt(exercise.getByRole('button', { name: 'Hide the solution' }))
  expect(await code.text('main.py')).toBe(original)
  await code.region.getByText('Your own code is back.').waitFor()
  await exercise.getByRole('button', { name: 'Take its code, attempt 2' }).click()
  expect(await code.text('main.py')).not.toBe(original)
  await code.region.getByRole('button', { name: 'Undo' }).click()
  expect(await code.text('main.py')).toBe(original)
})

test('who asks to be just shown, by key, is shown the run, and no choice of theirs', async () => {
  const { page, code, text, console: output } = await arriveAt('02-too-early')
  const guess = text.region.getByRole('form', { name: 'Prediction' })
  await code.run.click()
  const shown = page.getByRole('region', { name: 'What the run shows' })
  await shown.getByText('What your run shows is held until you have chosen.').waitFor()
  await guess.getByRole('button', { name: 'Just show me' }).press('Enter')
  await output.waitFor()
  await guess.getByText('0 programs received the message').waitFor()
  await guess.getByRole('status').getByText('This is what the run showed.').waitFor()
  await readsOnAt(guess.getByRole('status'))
  await text.region.getByRole('heading', { name: 'What happens' }).waitFor()
  expect(await guess.getByText('You chose this.').count()).toBe(0)
  expect(await guess.getByRole('radio', { checked: true }).count()).toBe(0)
  expect(await troubles(page)).toEqual([])
})

test('another day the attempts are there with what they met, and the solved one is told of', async () => {
  const today = await stage.arrive(pathTo('02-too-early'))
  const { code, text } = today
  await text.justShow()
  const exercise = text.region.getByRole('region', { name: 'Exercise' })
  await code.run.click()
  await exercise.getByText('What your last run showed').waitFor()
  await exercise.getByRole('button', { name: 'Show the solution' }).click()
  await exercise.getByRole('button', { name: 'Use this' }).click()
  await code.run.click()
  await exercise.getByText('Solved: every check holds.').waitFor()
  const kept = await today.context.storageState()
  await stage.playground.restartServer()

  const tomorrow = await stage.arrive('/', { storageState: kept })
  await tomorrow.page.getByText('solved, you left off here').waitFor()
  await tomorrow.open(pathTo('02-too-early'))
  await tomorrow.page.getByRole('link', { name: '2, Too early, solved' }).waitFor()
  const again = tomorrow.text.region.getByRole('region', { name: 'Exercise' })
  await again.getByText('You have solved this before.').waitFor()
  const attempts = again.getByRole('region', { name: 'Attempts' }).getByRole('listitem')
  await expect.poll(() => attempts.count()).toBe(2)
  await attempts.first().getByText('the code you have now').waitFor()
  await expect.poll(() => attempts.last().getByText('Did not hold:').count()).toBe(2)
  await attempts.last().scrollIntoViewIfNeeded()
  await shot(tomorrow.page, 'step-attempts')
  expect(await troubles(tomorrow.page)).toEqual([])
  await again.getByRole('button', { name: 'Back to mine' }).click()
  await attempts.last().getByText('the code you have now').waitFor()
})

test('a hint that was read is there another day, and in another browser', async () => {
  const { page, code, text, console: output } = await arriveAt('02-too-early')
  await text.justShow()
  const stored = whenStored(await connectAnew(page), 'hints/')
  const exercise = text.region.getByRole('region', { name: 'Exercise' })
  await code.run.click()
  await output.waitFor()
  const hint = 'Which of the two has to happen first?'
  await exercise.getByRole('button', { name: 'Hint 1 of 2' }).click()
  await exercise.getByText(hint).waitFor()
  // As long as it is open it is not told twice.
  expect(await exercise.getByText('A hint you have read').count()).toBe(0)
  expect(await stored).toContain('"stored":true')
  const kept = await page.context().storageState()
  await stage.playground.restartServer()

  for (const storageState of [kept, { cookies: kept.cookies, origins: [] }]) {
    const again = await stage.arrive(pathTo('02-too-early'), { storageState })
    const there = again.text.region.getByRole('region', { name: 'Exercise' })
    await there.getByText('A hint you have read').waitFor()
    expect(await there.getByText(hint).isVisible()).toBe(false)
    await there.getByText('A hint you have read').press('Enter')
    await there.getByText(hint).waitFor()
    await shot(again.page, 'step-hint-read')
    expect(await troubles(again.page)).toEqual([])
    // The same mistake again: the hint fits again, and stays one that was asked for.
    await again.code.run.click()
    await there.getByRole('button', { name: 'Hint 1 of 2' }).click()
    await there.getByText('A hint you have read').waitFor({ state: 'detached' })
    await there.getByText(hint).waitFor()
  }
})

test('who has chosen may read on without a run, and a run still shows what it shows', async () => {
  const { page, code, text, console: output } = await arriveAt('02-too-early')
  const guess = text.region.getByRole('form', { name: 'Prediction' })
  const told = text.region.getByRole('heading', { name: 'What happens' })
  await guess.getByLabel('The message, and the program waits for the next one.').check()
  await guess.getByRole('button', { name: 'That is my guess' }).click()
  await guess.getByText('Kept. Now run it, and see.').waitFor()
  await text.region.getByText('The text goes on when your run has shown it.').waitFor()
  expect(await told.isVisible()).toBe(false)
  await shot(page, 'step-chosen')
  expect(await troubles(page)).toEqual([])
  await text.region.getByRole('button', { name: 'Read on without a run' }).press('Enter')
  await told.waitFor()
  await text.region.getByRole('region', { name: 'Exercise' }).waitFor()
  // What is right is told by a run alone.
  await guess.getByText('Kept. Now run it, and see.').waitFor()
  expect(await guess.getByText('You chose this.').count()).toBe(0)
  const watched = guess.getByText('Kept. Watch what it does.').waitFor()
  await code.run.click()
  await watched
  await output.waitFor()
  await guess.getByText('Here it went otherwise.').waitFor()
  await guess.getByText('Redis kept no copy').waitFor()
  expect(await text.region.getByLabel(/^Why did it go so/).count()).toBe(0)
})

async function arriveAt(step: string) {
  const learner = await stage.arrive(pathTo(step))
  const { page, code, text } = learner
  const console = page.getByRole('region', { name: 'Console of main.py' })
  return { page, code, text, console }
}
