/** What a checker of accessibility finds on each page, light and dark, wide and on a phone: nothing. */
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { troubles as found } from './checker.ts'
import { pathTo } from './learner.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

/** The troubles of the page in each of these sizes, light and dark. */
async function troubles(page: Page, sizes = [WIDE, PHONE]): Promise<string[]> {
  const all: string[] = []
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const some = await found(page)
      all.push(...some.map((one) => `${size.width} px, ${colorScheme}: ${one}`))
    }
  }
  await page.setViewportSize(WIDE)
  return all
}

test('the course', async () => {
  const { page } = await stage.arrive('/')
  await page.getByRole('link', { name: 'Begin' }).waitFor()
  expect(await troubles(page)).toEqual([])
})

test('a step before it runs, with the menus of files and the lab open', async () => {
  const { page, code, bar } = await stage.arrive(pathTo('05-two-threads'))
  await code.ready('main.py')
  await bar.lab(/^Your lab, Redis/).waitFor()
  expect(await troubles(page)).toEqual([])
  await code.editor('main.py').focus()
  await page.keyboard.press('Control+h')
  await code.region.getByRole('textbox', { name: 'Replace' }).waitFor()
  expect(await troubles(page, [WIDE])).toEqual([])
  await page.keyboard.press('Escape')
  await code.files()
  expect(await troubles(page, [WIDE])).toEqual([])
  await page.keyboard.press('Escape')
  await bar.lab(/^Your lab, Redis/).click()
  await page.getByRole('heading', { name: 'Your lab' }).waitFor()
  expect(await troubles(page, [WIDE])).toEqual([])
})

test('the panel of Redis, with a stream and with nobody listening', async () => {
  const { page, redis, code } = await stage.arrive(pathTo('03-two-programs'))
  await code.ready('subscriber.py')
  await redis.open()
  await redis.send('chat', 'hello', '0 received it.')
  await redis.type('PSUBSCRIBE ch*')
  await redis.shows('(integer) 1')
  await redis.connected.getByText('pattern, 1 subscriber').waitFor()
  expect(await troubles(page, [WIDE])).toEqual([])
})

test('a step while an app is frozen', async () => {
  const learner = await stage.arrive(pathTo('06-the-frozen-page'))
  await learner.code.ready('views.py')
  await learner.code.run.click()
  await learner.beats.says(/answers in/)
  await learner.app.tab.click()
  await learner.app.visit('/')
  await learner.app.frame.getByText('Still here.').waitFor()
  await learner.app.visit('/listen/')
  await learner.app.visit('/listen/')
  await learner.app.waiting.waitFor()
  expect(await troubles(learner.page)).toEqual([])
  await learner.timeline.tab.click()
  await learner.beats.says(/no answer for/)
  expect(await troubles(learner.page)).toEqual([])
})

test('a program that asks for input, changed by the learner, with a run before it', async () => {
  const learner = await stage.arrive(pathTo('01-what-a-broker-is-for'))
  await learner.code.ready('hello.py')
  await learner.code.run.click()
  await learner.console('hello.py').says(/^exited 0/)
  await learner.code.write(
    'hello.py',
    "print('\\x1b[31mred\\x1b[0m \\x1b[33myellow\\x1b[0m', input('Who? '))\n",
  )
  await learner.code.run.click()
  await learner.console('hello.py').input.waitFor()
  await learner.console('hello.py').type('me')
  await learner.console('hello.py').says(/^exited 0/)
  expect(await troubles(learner.page)).toEqual([])
})

test('the questions: asked, judged, and their summary', async () => {
  const { page, quiz } = await stage.arrive(pathTo('quiz'))
  await quiz.asks('Question 1 of 12')
  expect(await troubles(page)).toEqual([])
  await quiz.answer(/style sheets/)
  expect(await troubles(page)).toEqual([])
})

test('each kind of question: asked, and judged', async () => {
  const { page, quiz } = await stage.arrive(pathTo('quiz'))
  const fill = async (): Promise<void> => {
    for (const box of await page.getByRole('textbox').all()) await box.fill('x')
    for (const box of await page.getByRole('combobox').all()) await box.selectOption({ index: 1 })
    for (const name of ['checkbox', 'radio'] as const) {
      const first = page.getByRole(name).first()
      if ((await first.count()) > 0) await first.check()
    }
  }
  await quiz.idea('The first thing that').getByRole('button').click()
  for (let at = 6; at <= 12; at++) {
    await quiz.asks(`Question ${at} of 12`)
    expect(await troubles(page, [PHONE])).toEqual([])
    await fill()
    await quiz.check.click()
    await page.getByText('Worked through').waitFor()
    expect(await troubles(page)).toEqual([])
    await quiz.next()
  }
})

test('code that came with a link, and the sheet of sharing over it', async () => {
  const packed = deflateRawSync(JSON.stringify([['hello.py', "print('shared')\n"]]))
  const path = `${pathTo('01-what-a-broker-is-for')}#code=1.${packed.toString('base64url')}`
  const { page, share } = await stage.arrive(path)
  await share.says('Shared with you: hello.py changed.')
  await share.strip.getByRole('button', { name: 'Keep the lesson’s' }).focus()
  expect(await troubles(page)).toEqual([])
  await page.keyboard.press('Enter')
  await share.says('This is the lesson’s; the shared code is put aside.')
  expect(await troubles(page, [PHONE])).toEqual([])
  await page.setViewportSize(WIDE)
  await share.open()
  await share.sheet.getByText('Put it into another page').focus()
  await page.keyboard.press('Enter')
  await share.html.waitFor()
  expect(await troubles(page)).toEqual([])
})

test('an embedded step', async () => {
  const { page, code } = await stage.arrive(pathTo('03-two-programs').replace('lessons', 'embed'))
  await code.ready('subscriber.py')
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await troubles(page)).toEqual([])
})

test('at 400 % nothing has to be scrolled sideways, and seven lines of code can be seen', async () => {
  const { page, code } = await stage.arrive('/', { viewport: { width: 320, height: 256 } })
  const isWhole = (): Promise<boolean> =>
    page.evaluate(
      () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
    )
  await page.getByRole('link', { name: 'Begin' }).waitFor()
  expect(await isWhole()).toBe(true)
  await page.goto(pathTo('quiz'))
  await page.getByText('Question 1 of 12').first().waitFor()
  expect(await isWhole()).toBe(true)
  await page.goto(pathTo('05-two-threads'))
  await page.getByRole('button', { name: 'Code', exact: true }).click()
  await code.ready('main.py')
  expect(await isWhole()).toBe(true)
  const editor = page.getByRole('region', { name: 'Code', exact: true })
  const box = await editor.boundingBox()
  expect(box?.height).toBeGreaterThan(200)
})

test('where colours are forced, what is pressed still has its outline', async () => {
  const { page } = await stage.arrive('/')
  await page.emulateMedia({ forcedColors: 'active' })
  const begin = page.getByRole('link', { name: 'Begin' })
  const line = await begin.evaluate((link) => getComputedStyle(link).borderTopColor)
  expect(line).not.toMatch(/, 0\)$/)
})
