/** A course of many lessons: found, turned, by keyboard; a step that goes on from an exercise, and one that is renamed. */
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Page } from 'playwright-core'
import { unzip } from '../../server/test/unzip.ts'
import { SOLUTION, writeManyLessons } from './course.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

let root: string
const stage = setStage(async () => (root = await writeManyLessons(65)))

/** The parts of the page that say what is shown of the course. */
function partsOf(page: Page) {
  const path = page.getByRole('main')
  return {
    field: page.getByRole('searchbox', { name: 'Find a lesson' }),
    said: page.getByRole('search').getByRole('status'),
    lessons: path.getByRole('listitem'),
    titled: (title: string) => path.getByRole('link', { name: title, exact: true }),
    turn: (name: string) => page.getByRole('button', { name, exact: true }),
  }
}

test('thirty lessons are shown at a time, and the rest is turned to by keyboard', async () => {
  const { page } = await stage.arrive('/')
  const { field, said, lessons, titled, turn } = partsOf(page)
  await said.getByText('1 to 30 of 65 lessons').waitFor()
  expect(await lessons.count()).toBe(30)
  await shot(page, 'course-many')
  await field.focus()
  // The way back is no stop on the first part.
  expect(await turn('Lessons before these').isDisabled()).toBe(true)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await said.getByText('31 to 60 of 65 lessons').waitFor()
  await titled('Subject 31').waitFor()
  await turn('Lessons after these').press('Enter')
  await said.getByText('61 to 65 of 65 lessons').waitFor()
  expect(await lessons.count()).toBe(5)
  expect(await turn('Lessons after these').isDisabled()).toBe(true)
  await turn('Lessons before these').press('Space')
  await said.getByText('31 to 60 of 65 lessons').waitFor()
})

test('a lesson is found by words, by number and by a step, opened by keyboard, and shown on return', async () => {
  const learner = await stage.arrive('/')
  const { page, text } = learner
  const { field, said, lessons, titled } = partsOf(page)
  await said.getByText('1 to 30 of 65 lessons').waitFor()
  await field.focus()
  await page.keyboard.type('herons')
  await said.getByText('3 found').waitFor()
  expect(await lessons.getByRole('link').allInnerTexts()).toEqual([
    'Subject 7',
    'Subject 27',
    'Subject 47',
  ])
  await shot(page, 'course-found')
  await field.fill('owls')
  await said.getByText('No lesson has “owls”.').waitFor()
  expect(await lessons.count()).toBe(0)
  await field.fill('33')
  await said.getByText('1 found').waitFor()
  await field.fill('reading 47')
  await titled('Subject 47').waitFor()
  await said.getByText('1 found').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await text.shows('Reading 47')
  await learner.open('/')
  await said.getByText('31 to 60 of 65 lessons').waitFor()
  await page.getByRole('complementary').getByRole('heading', { name: 'Subject 47' }).waitFor()
})

const EXERCISE = '/lessons/01-subject/01-greet'
const GOES_ON = '/lessons/01-subject/02-greet-again'
const MINE = "print('good evening')\n"

test('a step that goes on from an exercise begins with its solution, and with the code of who solved it', async () => {
  const learner = await stage.arrive(GOES_ON)
  const { page, text, code } = learner
  await code.region.getByText('Goes on with one solution of “Greet”.').waitFor()
  expect(await code.text('main.py')).toBe(SOLUTION)

  await learner.open(EXERCISE)
  await code.write('main.py', MINE)
  await code.run.click()
  await text.region.getByText('Solved: every check holds.').waitFor()
  await learner.open(GOES_ON)
  await code.region.getByText('Goes on with your own code, which solved “Greet”.').waitFor()
  expect(await code.text('main.py')).toBe(MINE)
  await shot(page, 'step-goes-on')
  await code.run.click()
  await learner.console('main.py').prints('good evening')

  await code.region.getByRole('button', { name: 'Take the lesson’s instead' }).click()
  expect(await code.text('main.py')).toBe(SOLUTION)
})

test('code that was written in a step that an author renames is offered, and goes when it is not wanted', async () => {
  const learner = await stage.arrive(GOES_ON)
  const { page, code } = learner
  await code.write('main.py', MINE)
  await code.region.getByText('It is kept in this browser.').waitFor()
  const gone = page.getByRole('region', { name: 'Code without a step' })
  // Far from the lesson: what the page shows of the course does not hold it.
  await learner.open('/lessons/65-subject/01-read')
  await learner.text.shows('Reading 65')
  await learner.open('/')
  await partsOf(page).said.getByText('61 to 65 of 65 lessons').waitFor()
  await page.waitForLoadState('networkidle')
  expect(await gone.count()).toBe(0)

  await rename(join(root, '01-subject/02-greet-again'), join(root, '01-subject/02-greet-anew'))
  await stage.playground.restartServer()
  await page.reload()
  await gone.getByText('02-greet-again').waitFor()
  await shot(page, 'course-gone')
  const coming = page.waitForEvent('download')
  await gone.getByRole('button', { name: 'Download 02-greet-again' }).click()
  const zip = await (await coming).path()
  const folder = await mkdtemp(join(tmpdir(), 'backchannel-gone-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await unzip(zip, folder)
  expect(await readFile(join(folder, '02-greet-again/main.py'), 'utf8')).toBe(MINE)
  await gone.getByRole('button', { name: 'Erase 02-greet-again' }).press('Enter')
  await gone.getByRole('button', { name: 'Erase this code' }).press('Enter')
  await gone.waitFor({ state: 'detached' })
})
