/** The learner's files: drafts, added, renamed and deleted ones, and those that programs write. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { pathTo } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const STEP = pathTo('01-what-a-broker-is-for')

test('a draft survives a reload; back to the original can be undone', async () => {
  const learner = await stage.arrive(STEP)
  const { code, page } = learner
  const original = await code.text('hello.py')
  const mine = "print('mine')\n"
  await code.write('hello.py', mine)
  await code.region.getByText('It is kept in this browser.').waitFor()
  await page.reload()
  expect(await code.text('hello.py')).toBe(mine)
  await code.region.getByRole('button', { name: 'Back to the original' }).click()
  await code
    .tab('hello.py')
    .and(page.getByRole('tab', { name: 'hello.py', exact: true }))
    .waitFor()
  expect(await code.text('hello.py')).toBe(original)
  await code.region.getByRole('button', { name: 'Undo' }).click()
  await code.region.getByRole('button', { name: 'Back to the original' }).waitFor()
  expect(await code.text('hello.py')).toBe(mine)
  await code.run.click()
  await learner.console('hello.py').prints('mine')
})

test('files are added, imported, renamed and deleted, and a name that is taken is refused', async () => {
  const learner = await stage.arrive(STEP)
  const { code } = learner
  const console = learner.console('hello.py')
  let panel = await code.files()
  await panel.getByRole('textbox', { name: 'New file' }).fill('hello.py')
  await panel.getByRole('button', { name: 'Add' }).click()
  await panel.getByText('There is a hello.py already.').waitFor()
  await panel.getByRole('textbox', { name: 'New file' }).fill('greet.py')
  await panel.getByRole('button', { name: 'Add' }).click()
  await code.ready('greet.py')
  await code.write('greet.py', "WORDS = 'from beside'\n")
  await code.write('hello.py', 'import greet\nprint(greet.WORDS, greet.__file__)\n')
  await code.run.click()
  await console.prints('from beside /home/learner/01-what-a-broker-is-for/greet.py')

  await code.tab('greet.py').click()
  panel = await code.files()
  await shot(learner.page, 'step-files', ['light'])
  await panel.getByRole('textbox', { name: 'Rename greet.py' }).fill('words.py')
  await panel.getByRole('button', { name: 'Rename' }).click()
  await code.tab('words.py').waitFor()
  await code.run.click()
  await console.prints("ModuleNotFoundError: No module named 'greet'")
  await console.prints('The lab has no package greet.')

  await code.tab('words.py').click()
  panel = await code.files()
  await panel.getByRole('button', { name: 'Delete words.py' }).click()
  await code.region.getByText('words.py is deleted.').waitFor()
  await code.region.getByRole('button', { name: 'Undo' }).click()
  await code.tab('words.py').click()
  expect(await code.text('words.py')).toBe("WORDS = 'from beside'\n")
})

test('files that a program wrote are listed with their size, and downloaded whole', async () => {
  const learner = await stage.arrive(STEP)
  const { code, page } = learner
  const panel = await code.written()
  await panel.getByText('None yet.').waitFor()
  await page.keyboard.press('Escape')
  await code.write(
    'hello.py',
    "import os\nos.mkdir('out')\nopen('out/größe.bin', 'wb').write(bytes(range(256)) * 10)\nprint('written')\n",
  )
  await code.run.click()
  await learner.console('hello.py').says(/^exited 0/)
  const list = await code.written()
  const link = list.getByRole('link', { name: 'out/größe.bin' })
  await list.getByText('2.6 kB').waitFor()
  await shot(page, 'step-written', ['light'])
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toBe('größe.bin')
  const bytes = await readFile(await download.path())
  expect(bytes.equals(Buffer.from(Array.from({ length: 2560 }, (_, at) => at % 256)))).toBe(true)
})

test('without the editor’s bytes the text is read, the code edited in a plain field, and run', async () => {
  const learner = await stage.arrive()
  learner.provokes(/Failed to fetch dynamically imported module/)
  const { page, code, text } = learner
  await page.route(/Monaco.*\.js$/, (route) => route.abort())
  await learner.open(STEP)
  await text.shows('What a broker is for')
  await code.paste('hello.py', "print('from the plain field')\n")
  await page.keyboard.press('Control+Enter')
  await learner.console('hello.py').prints('from the plain field')
  await text.region.getByRole('link', { name: 'hello.py' }).click()
  expect(await code.editor('hello.py').inputValue()).toBe("print('from the plain field')\n")
  await shot(page, 'step-plain', ['light'])
})

test('who types before the editor is here goes on in it', async () => {
  const learner = await stage.arrive()
  const { page, code } = learner
  let send: () => void = () => undefined
  const asked = new Promise<void>((resolve) => (send = resolve))
  await page.route(/Monaco.*\.js$/, async (route) => {
    await asked
    await route.continue()
  })
  await learner.open(STEP)
  await code.paste('hello.py', "print('before ')\n")
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('End')
  for (const _ of "')") await page.keyboard.press('ArrowLeft')
  send()
  await code.ready('hello.py')
  await expect.poll(() => code.isTypedIn('hello.py')).toBe(true)
  await page.keyboard.type('and after')
  expect(await code.text('hello.py')).toBe("print('before and after')\n")
})
