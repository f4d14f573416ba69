/** The studio: a save is seen in the open page with all that goes on in it; mistakes at their place; claims played and recorded. */
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Author } from './author.ts'
import { troubles as checked } from './checker.ts'
import { moving } from './moving.ts'
import { shot } from './shots.ts'
import { unseen } from './unseen.ts'

const LESSON = '/lessons/01-redis-as-a-broker'
const STEP = '03-two-programs'
const prose = `${STEP}/README.md`
const form = `${STEP}/step.yaml`

let author: Author
beforeAll(async () => {
  author = await Author.sitDown()
})
afterAll(() => author.leave())
afterEach(async () => {
  await author.page.setViewportSize({ width: 1440, height: 900 })
  await author.mend()
  if (author.troubles.length > 0) throw new Error(author.troubles.join('\n'))
})

/** What a checker of accessibility finds in the studio and the page in it: nothing. */
async function troubles(): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await author.page.emulateMedia({ colorScheme })
    found.push(...(await checked(author.page)))
  }
  await author.page.emulateMedia({ colorScheme: null })
  return found
}

test('a save is seen while a program runs: place, draft, cursor and program are kept', async () => {
  const { page, framed } = author
  // So low that the text has to be scrolled.
  await page.setViewportSize({ width: 1440, height: 600 })
  await author.open(`${LESSON}/${STEP}`)
  const code = framed.getByRole('region', { name: 'Code', exact: true })
  await code.getByRole('button', { name: 'Run all' }).click()
  const console = framed.getByRole('region', { name: 'Console of subscriber.py', exact: true })
  await framed.getByText("'data': b'Hello everyone!'").first().waitFor()
  const editor = code.getByRole('textbox', { name: /^Code of subscriber\.py\. / })
  await editor.waitFor({ state: 'attached' })
  await editor.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('# mine: ')
  const scroll = framed.getByRole('region', { name: 'Text' }).locator('div').first()
  await scroll.evaluate((element) => element.scrollTo(0, 120))
  await author.replace(prose, ['Usually the two sides', 'Saved under way, the two sides'])
  await page.keyboard.type('typed before, ')
  await framed.getByText('Saved under way, the two sides').waitFor()
  await page.keyboard.type('and after.')
  await page
    .getByRole('status')
    .getByText(/^saved .*, shown \d+\.\d\d s later$/)
    .waitFor()
  await framed.getByText('You changed').waitFor()
  const sent = "r.publish('chat', 'Hello everyone!')"
  await author.replace(`${STEP}/publisher.py`, [sent, `# Saved, too.\n${sent}`])
  await code.getByRole('tab', { name: /^publisher\.py/ }).click()
  await framed.getByText('# Saved, too.').waitFor()
  await code.getByRole('tab', { name: /^subscriber\.py/ }).click()
  expect(await scroll.evaluate((element) => element.scrollTop)).toBe(120)
  await editor.focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+C')
  const draft = await page.evaluate(() => navigator.clipboard.readText())
  expect(draft).toMatch(/# mine: typed before, and after\.$/)
  await console.getByText(/waiting for Redis/).waitFor()
})

test('a mistake stands at its place over the last good version, and goes when it is mended', async () => {
  const { page, framed } = author
  await author.open(`${LESSON}/${STEP}`)
  const [good, goodForm] = [await author.read(prose), await author.read(form)]
  await author.save(prose, good.replace('](subscriber.py', '](subscribr.py'))
  const mistake = framed.getByRole('region', { name: 'Mistakes' })
  await mistake.getByText('Did you mean subscriber.py?').waitFor()
  const link = mistake.getByRole('link', { name: /README\.md:\d+:\d+$/ })
  expect(await link.getAttribute('href')).toMatch(
    new RegExp(String.raw`^vscode://file/.*/${STEP}/README\.md:\d+:\d+$`),
  )
  // Beside the words that it is about, which are shown as they were.
  const above = await mistake.evaluate((section) => {
    const root = section.getRootNode() as ShadowRoot
    return root.host.previousElementSibling?.textContent
  })
  expect(above).toContain('Usually the two sides')
  await shot(page, 'studio-mistake')
  expect(await troubles()).toEqual([])

  await author.save(form, `${goodForm}nonsense: 1\n`)
  await framed.getByText(/^Unknown key nonsense\./).waitFor()
  await page
    .getByRole('status')
    .getByText(/, \d+ mistakes$/)
    .waitFor()
  await page.evaluate((path) => {
    const frame = document.querySelector('iframe')?.contentWindow
    frame?.history.pushState(null, '', path)
    frame?.dispatchEvent(new Event('backchannel:route'))
  }, `${LESSON}/02-too-early`)
  const elsewhere = page.getByRole('region', { name: 'Mistakes elsewhere' })
  await elsewhere.getByText(/^and \d+ more$/).waitFor()
  await expect.poll(() => mistake.count()).toBe(0)
  await elsewhere.getByRole('button', { name: 'Show the page' }).click()
  await mistake.first().waitFor()

  await author.save(form, goodForm)
  await author.save(prose, good)
  await mistake.first().waitFor({ state: 'detached' })
  await elsewhere.waitFor({ state: 'detached' })
})

test('claims are played; a transcript is recorded when its difference was seen and pressed', async () => {
  const { page, framed } = author
  await author.open(`${LESSON}/${STEP}`)
  const good = await author.read(form)
  const claims = page.getByRole('complementary', { name: 'Claims' })
  const taken = page.waitForResponse('**/studio/claims')
  await author.replace(form, ["b'Hello everyone!'", "b'Hello nobody!'"])
  await taken
  await claims.getByRole('button', { name: 'Play as claimed' }).click()
  await claims.getByText(/^Played in .* 1 does not\.$/).waitFor({ timeout: 60_000 })
  await shot(page, 'studio-played')
  const broken = claims.getByRole('listitem').filter({ hasText: 'subscriber prints' })
  await broken.getByText("b'Hello everyone!'").waitFor()
  expect(await troubles()).toEqual([])

  await claims.getByRole('button', { name: 'Record transcript' }).click()
  const seen = claims.getByRole('region', { name: 'What was observed' })
  await seen.waitFor({ timeout: 60_000 })
  await seen.getByText("b'Hello everyone!'").waitFor()
  await shot(page, 'studio-record')
  expect(await author.read(form)).toContain("b'Hello nobody!'")
  await seen.getByRole('button', { name: 'Write it' }).click()
  // What is written is a claim, and is proven as one.
  await claims.getByText(/^Played in .*\d+ hold\.$/).waitFor({ timeout: 60_000 })
  expect(await author.read(form)).toBe(good)

  await claims.getByRole('tab', { name: 'The course' }).click()
  await claims.getByRole('button', { name: /^1\.3 / }).waitFor()
  await claims.getByRole('radio', { name: /^Not proven/ }).check()
  await claims.getByRole('button', { name: /^1\.3 / }).waitFor({ state: 'detached' })
  await claims.getByRole('button', { name: /^1\.2 / }).click()
  await framed.getByRole('heading', { name: 'Too early', level: 1 }).first().waitFor()
  await shot(page, 'studio-course')
  expect(await troubles()).toEqual([])
})

test('wrong solutions are played: of one that fails otherwise all that is not as claimed is told', async () => {
  const { page } = author
  const step = '02-what-a-message-is/05-json-there-and-back'
  await author.open(`/lessons/${step}`)
  const claims = page.getByRole('complementary', { name: 'Claims' })
  const play = claims.getByRole('button', { name: 'Play wrong solutions' })
  await play.click()
  await claims.getByText(/^Played in .* 2 hold\.$/).waitFor({ timeout: 60_000 })
  const wrong = claims.getByRole('listitem').filter({ hasText: 'wrong/writes-it-twice' })
  await wrong.getByText(/^proven just now/).waitFor()
  const file = `../${step}/wrong/writes-it-twice/guest.py`
  await author.replace(file, ['json.dumps(str(order))', 'json.dumps([order])'])
  // Of what is saved nothing is proven.
  await wrong.getByText(/^as claimed/).waitFor()
  await play.click()
  await claims.getByText(/^Played in .* 1 holds, 1 does not\.$/).waitFor({ timeout: 60_000 })
  await wrong.getByText(/^not as claimed/).waitFor()
  await wrong.getByText(/^\S+ is to fail it-is-json, .* it fails it-is-understood, /).waitFor()
  await wrong.getByText(/^\S+ is to bring up hint only-text; .* is other-order\.$/).waitFor()
  await shot(page, 'studio-wrong', ['light'])
  expect(await troubles()).toEqual([])
})

test('seen as one who returns, on a phone, and without the editor, each with what is their own', async () => {
  const { page, framed } = author
  await author.open(`${LESSON}/02-too-early`)
  const predict = framed.getByRole('form', { name: 'Prediction' })
  const guess = predict.getByRole('button', { name: 'That is my guess' })
  await guess.waitFor()
  await page.getByRole('radio', { name: 'Returning' }).check()
  await framed.getByText('You have solved this before.').waitFor()
  expect(await guess.count()).toBe(0)
  await page.getByRole('checkbox', { name: '390 px' }).check()
  await framed.getByRole('button', { name: 'Code', exact: true }).waitFor()
  await shot(page, 'studio-phone', ['light'])
  await page.getByRole('checkbox', { name: '390 px' }).uncheck()
  await page.getByRole('checkbox', { name: 'Plain editor' }).check()
  await framed.getByRole('textbox', { name: /^Code of \S+$/ }).waitFor()
  await page.getByRole('radio', { name: 'First visit' }).check()
  await predict.getByRole('button', { name: 'Just show me' }).click()
  await guess.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Begin anew as this learner' }).click()
  await guess.waitFor()
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await troubles()).toEqual([])
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('where colours are forced and motion is reduced, every sign is seen and nothing moves', async () => {
  const { page, framed } = author
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  onTestFinished(() => page.emulateMedia({ forcedColors: null, reducedMotion: null }))
  await author.open(`${LESSON}/${STEP}`)
  await author.replace(prose, ['](subscriber.py', '](subscribr.py'])
  await framed.getByRole('region', { name: 'Mistakes' }).getByText('Did you mean').waitFor()
  const claims = page.getByRole('complementary', { name: 'Claims' })
  await claims.getByRole('listitem').first().waitFor()
  for (const frame of page.frames()) {
    expect(await moving(frame)).toEqual([])
    expect(await frame.evaluate(() => document.getAnimations().length)).toBe(0)
    expect(await unseen(frame)).toEqual([])
  }
  await shot(page, 'studio-forced', ['dark'])
  expect(await troubles()).toEqual([])
})

test('a step whose folder is renamed stays open; one that is deleted is told, with a way on', async () => {
  const { page, framed } = author
  const [last, next] = ['08-other-tries', '09-more-tries']
  await author.open(`${LESSON}/${last}`)
  await author.rename(last, next)
  await page.getByRole('status').getByText(`${last} is ${next} now.`).waitFor()
  await framed.getByRole('heading', { name: 'Other tries', level: 1 }).first().waitFor()
  expect(await page.evaluate(() => location.hash)).toBe(`#${LESSON}/${next}`)
  await author.rename(next, '../../aside')
  await page.getByRole('status').getByText(`There is no folder ${next} any more.`).waitFor()
  expect(await troubles()).toEqual([])
  await page.getByRole('button', { name: 'To the lesson' }).click()
  await framed.getByRole('heading', { name: 'What a broker is for', level: 1 }).first().waitFor()
})
