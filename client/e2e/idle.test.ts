/** One lab for two learners: an idle one gives way after a warning, and comes back with code and progress. */
import { expect, test } from 'vitest'
import type { Learner } from './learner.ts'
import { pathTo } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

/** So long nothing happens in a lab that others wait for; half of it is the warning. */
const IDLE_S = 14

const stage = setStage(undefined, ['--labs', '1', '--idle', `${IDLE_S}`])
const STEP = pathTo('02-too-early')
const MINE = "print('mine')\n"

function notice({ page }: Learner, title: string | RegExp) {
  return page.getByRole('region', { name: title })
}

/** Answers a question, changes the step's program, and runs it: the lab is hers. */
async function works(learner: Learner): Promise<void> {
  await learner.open(pathTo('quiz'))
  await learner.quiz.answer(/sends messages quickly/)
  await learner.open(STEP)
  await learner.text.justShow()
  await learner.code.write('main.py', MINE)
  await learner.code.run.click()
  await learner.console('main.py').says(/^exited 0/)
}

/** Comes while there is no lab, and presses Run. */
async function waits(path: string): Promise<Learner> {
  const learner = await stage.arrive(path)
  await learner.code.ready('hello.py')
  await learner.code.run.click()
  await notice(learner, 'You are first in line').waitFor()
  return learner
}

test('an idle lab goes to who waits after a warning, and comes back with code and progress', async () => {
  const ada = await stage.arrive('/')
  await works(ada)
  const bob = await waits(pathTo('01-what-a-broker-is-for'))
  await shot(bob.page, 'idle-in-line')
  const warned = notice(ada, 'Others wait for a lab')
  await warned.waitFor()
  expect(await warned.innerText()).toMatch(/it goes to one of them in \d s\. Run something/)
  await shot(ada.page, 'idle-warned')
  const gave = notice(ada, 'Your lab went to a learner who waited')
  await gave.waitFor()
  await shot(ada.page, 'idle-gave-way')
  await bob.console('hello.py').says(/^exited 0/)
  await gave.getByRole('button', { name: 'Run again' }).click()
  await notice(ada, 'You are first in line').waitFor()
  // Now Bob's stands idle.
  await notice(bob, 'Others wait for a lab').waitFor()
  await ada.console('main.py').says(/^exited 0/)
  expect(await ada.console('main.py').copied()).toBe('mine')
  expect(await ada.code.text('main.py')).toBe(MINE)
  await ada.open(pathTo('quiz'))
  await ada.quiz.asks('Question 2 of 12')
})

test('who is warned and runs something keeps the lab', async () => {
  const ada = await stage.arrive(STEP)
  await ada.text.justShow()
  await ada.code.write('main.py', 'import time\ntime.sleep(60)\n')
  const before = notice(ada, /in line/)
  await ada.code.run.click()
  await ada.console('main.py').says(/^asleep/)
  expect(await before.count()).toBe(0)
  const bob = await waits(pathTo('01-what-a-broker-is-for'))
  await ada.code.stop.click()
  await notice(ada, 'Others wait for a lab').waitFor()
  await ada.code.run.click()
  await ada.console('main.py').says(/^asleep/)
  await notice(ada, 'Others wait for a lab').waitFor({ state: 'detached' })
  await bob.page.getByRole('button', { name: 'Leave the line' }).click()
  await bob.console('hello.py').says(/^stopped by you/)
  expect(await notice(ada, /went to a learner/).count()).toBe(0)
})
