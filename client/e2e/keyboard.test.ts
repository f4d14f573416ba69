/** Everything that a learner does, without a mouse. */
import { expect, test } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { pathTo } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()

/** More stops than any page has between its first and its last. */
const STOPS = 80

/** Presses Tab until `wanted` has the focus; every stop on the way must show that it has it. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let stop = 0; stop < STOPS; stop++) {
    await page.keyboard.press('Tab')
    await expectVisibleFocus(page)
    if (await hasFocus(wanted)) return
  }
  throw new Error(`Tab never came to ${wanted.toString()}`)
}

async function hasFocus(wanted: Locator): Promise<boolean> {
  if ((await wanted.count()) === 0) return false
  return wanted.first().evaluate((element) => element === document.activeElement)
}

async function expectVisibleFocus(page: Page): Promise<void> {
  const unseen = await page.evaluate(() => {
    const at = document.activeElement
    // The browser's own, and the editor's, which draws a cursor.
    if (at === null || at === document.body || at.closest('.monaco-editor') !== null) return ''
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at)
    const seen = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    return seen ? '' : at.outerHTML.slice(0, 200)
  })
  expect(unseen).toBe('')
}

test('from the course to two programs that talk, and back out of the editor', async () => {
  const learner = await stage.arrive('/')
  const { page, text, code, bar } = learner
  await tabTo(page, page.getByRole('link', { name: 'Begin' }))
  await shot(page, 'focus-course', ['light', 'dark'])
  await page.keyboard.press('Enter')
  await text.shows('What a broker is for')
  await tabTo(page, bar.stop('Two programs, one channel'))
  await shot(page, 'focus-wire', ['light'])
  await page.keyboard.press('Enter')
  await text.shows('Two programs, one channel')
  await code.runAll.waitFor()

  await page.keyboard.press('Control+Enter')
  const subscriber = learner.console('subscriber.py')
  await subscriber.prints('Hello everyone!')
  await tabTo(page, code.tab('subscriber.py'))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowRight')
  await code.ready('publisher.py')
  await tabTo(page, code.editor('publisher.py'))
  await page.keyboard.press('Control+End')
  await page.keyboard.type("r.publish('chat', 'typed')")
  await page.keyboard.press('Enter')
  // Tab indents, until Ctrl+M says otherwise.
  await page.keyboard.press('Tab')
  await expect.poll(() => hasFocus(code.editor('publisher.py'))).toBe(true)
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Control+m')
  await code.region
    .getByRole('button', { name: 'Tab leaves the editor. Ctrl M: Tab indents' })
    .waitFor()
  await page.keyboard.press('Tab')
  expect(await hasFocus(code.editor('publisher.py'))).toBe(false)
  await expectVisibleFocus(page)
  await page.keyboard.press('Shift+Tab')
  await expect.poll(() => hasFocus(code.editor('publisher.py'))).toBe(true)
  await page.keyboard.press('Tab')

  await tabTo(
    page,
    learner.console('publisher.py').region.getByRole('button', { name: 'Run publisher.py' }),
  )
  await page.keyboard.press('Enter')
  await subscriber.prints("b'typed'")
  await page.keyboard.press('Control+.')
  await subscriber.says(/^stopped by you/)
})

test('the sheet of keys opens with ? and closes with Escape, and typing ? in the editor is only typing', async () => {
  const learner = await stage.arrive(pathTo('01-what-a-broker-is-for'))
  const { page, code, text } = learner
  await text.shows('What a broker is for')
  await page.getByRole('button', { name: 'Keys' }).waitFor()
  const sheet = page.getByRole('dialog', { name: 'Keys' })
  await page.keyboard.press('?')
  await sheet.getByText('Tab leaves the editor, or indents again').waitFor()
  await shot(page, 'keys')
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'hidden' })
  await code.ready('hello.py')
  await code.editor('hello.py').focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('# why?')
  expect(await sheet.count()).toBe(0)
  expect(await code.text('hello.py')).toMatch(/^# why\?/)
})

test('in the editor keys go by words, make a comment of a line, and find', async () => {
  const { page, code, text } = await stage.arrive(pathTo('01-what-a-broker-is-for'))
  await text.shows('What a broker is for')
  await code.ready('hello.py')
  await code.paste('hello.py', 'first = 1\nsecond = first')
  await page.keyboard.press('Control+/')
  expect(await code.text('hello.py')).toBe('first = 1\n# second = first')
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Control+Backspace')
  await page.keyboard.press('Alt+ArrowUp')
  expect(await code.text('hello.py')).toBe('# second = \nfirst = 1')
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Control+f')
  await page.keyboard.type('first')
  const find = code.region.getByRole('dialog', { name: 'Find / Replace' })
  await find.getByText('1 of 1').waitFor()
  await shot(page, 'find', ['light', 'dark'])
  await page.keyboard.press('Escape')
  await expect.poll(() => code.isTypedIn('hello.py')).toBe(true)
  await page.keyboard.type('last')
  expect(await code.text('hello.py')).toBe('# second = \nlast = 1')
})

test('a question is answered with arrow keys, Enter and Tab', async () => {
  const { page, quiz } = await stage.arrive(pathTo('quiz'))
  await quiz.asks('Question 1 of 12')
  await tabTo(page, page.getByRole('radio').first())
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => quiz.option(/sends messages quickly/).isChecked()).toBe(true)
  await shot(page, 'focus-option', ['light', 'dark'])
  await page.keyboard.press('Enter')
  await page.getByText('This one, and you chose it.').waitFor()
  const next = page.getByRole('button', { name: 'Next question' })
  await expect.poll(() => hasFocus(next)).toBe(true)
  await page.keyboard.press('Enter')
  await quiz.asks('Question 2 of 12')
  await tabTo(page, page.getByRole('radio').first())
})

test('input is typed and ended without a mouse', async () => {
  const learner = await stage.arrive(pathTo('01-what-a-broker-is-for'))
  const { page, code } = learner
  const console = learner.console('hello.py')
  await code.write('hello.py', "import sys\nprint(input('Who? '))\nprint(len(sys.stdin.read()))\n")
  await page.keyboard.press('Control+Enter')
  await console.says(/^waiting for your input/)
  await expect.poll(() => hasFocus(console.input)).toBe(true)
  await page.keyboard.type('me')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+d')
  await console.says(/^exited 0/)
  expect(await console.copied()).toBe('Who? me\nme\n0')
})
