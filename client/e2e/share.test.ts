/** A step with a learner's code, by a link: in another learner's browser, beside what they have, and made by hand. */
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Learner } from './learner.ts'
import { pathTo } from './learner.ts'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const STEP = pathTo('01-what-a-broker-is-for')
const SHARED = "print('from a friend')\n"
const MINE = "print('my own')\n"

/** Another learner's address for SHARED. */
async function shared(code = SHARED): Promise<string> {
  const friend = await stage.arrive(STEP)
  await friend.code.write('hello.py', code)
  const address = await friend.share.address()
  await friend.context.close()
  return address
}

/** A link made by hand: `value` as JSON, packed as ours is. */
function byHand(value: unknown): string {
  return `${STEP}#code=1.${deflateRawSync(JSON.stringify(value)).toString('base64url')}`
}

/** A learner who has written MINE in the step. */
async function withOwn(): Promise<Learner> {
  const learner = await stage.arrive(STEP)
  await learner.code.write('hello.py', MINE)
  await learner.code.region.getByText('It is kept in this browser.').waitFor()
  return learner
}

test('[SH4] shared code is shown and runs when told to; the visitor’s own is never lost', async () => {
  const address = await shared()
  const learner = await withOwn()
  const { code, share, page } = learner
  await learner.open('/')
  await learner.open(address)
  await share.says('Shared with you: hello.py changed.')
  expect(await code.text('hello.py')).toBe(SHARED)
  await shot(page, 'share-offer')
  const console = learner.console('hello.py')
  await console.says(/^not run yet/)
  await code.run.click()
  await console.prints('from a friend')

  await share.press('Keep mine')
  await share.says('This is mine; the shared code is put aside.')
  expect(await code.text('hello.py')).toBe(MINE)
  expect(new URL(page.url()).hash).toBe('')
  await share.press('To the shared code')
  await share.says('This is the shared code now; mine is put aside.')
  expect(await code.text('hello.py')).toBe(SHARED)
  // What is put aside outlasts the page.
  await page.reload()
  expect(await code.text('hello.py')).toBe(SHARED)
  await share.press('Back to mine')
  expect(await code.text('hello.py')).toBe(MINE)
  await share.press('Forget what is put aside')
  await share.strip.waitFor({ state: 'detached' })
})

test('an edit of shared code makes it one’s own, and puts the former own code aside', async () => {
  const address = await shared()
  const learner = await withOwn()
  const { code, share } = learner
  await learner.open('/')
  await learner.open(address)
  await share.says('Shared with you: hello.py changed.')
  await code.write('hello.py', "print('further')\n")
  await share.says('This is the shared code now; mine is put aside.')
  await code.region.getByText('It is kept in this browser.').waitFor()
  await learner.page.reload()
  expect(await code.text('hello.py')).toBe("print('further')\n")
  await share.press('Back to mine')
  expect(await code.text('hello.py')).toBe(MINE)
})

test('the sheet says what is in the link, copies it, and works by keys alone', async () => {
  const learner = await stage.arrive(STEP)
  const { code, share, page } = learner
  await code.ready('hello.py')
  await share.open()
  await share.sheet.getByText('You changed nothing: the link opens the step as it is.').waitFor()
  expect(await share.link.inputValue()).toBe(stage.playground.origin + STEP)
  await page.keyboard.press('Escape')
  await code.write('hello.py', SHARED)
  const button = page.getByRole('button', { name: 'Share or download this code' })
  await button.focus()
  await page.keyboard.press('Enter')
  await share.sheet.getByText('In it: hello.py changed, 23 bytes.').waitFor()
  await share.sheet.getByText('All of the code is in the link').waitFor()
  await shot(page, 'share-sheet', ['light', 'dark'])
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await share.sheet.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(await share.link.inputValue())
  await page.keyboard.press('Escape')
  await share.sheet.waitFor({ state: 'detached' })
  await expect.poll(() => button.evaluate((one) => one === document.activeElement)).toBe(true)
})

test('[SH1] code too long for a link is kept by the server for 30 days, once that is asked for', async () => {
  // Nothing in it that packs.
  const long = `${Array.from({ length: 900 }, (_, at) => `x${at} = ${Math.sin(at + 1)}`).join('\n')}\n`
  const friend = await stage.arrive(STEP)
  await friend.code.write('hello.py', long)
  await friend.share.open()
  await friend.share.sheet.getByText('This is too much for a link.').waitFor()
  await shot(friend.page, 'share-long', ['light'])
  expect(await stage.playground.store.keys('backchannel:{shared}:*')).toEqual([])
  await friend.share.sheet.getByRole('button', { name: 'Keep it, and make a link' }).click()
  await friend.share.sheet.getByText(/^Kept on this server until \d+ \w+ \d{4}, for/).waitFor()
  const address = await friend.share.link.inputValue()
  const id = /#kept=([\w-]{22})$/.exec(address)?.[1] ?? ''
  const expiry = await stage.playground.store.secondsOf(`backchannel:{shared}:${id}`)
  expect(Math.abs(expiry - 30 * 24 * 3600)).toBeLessThan(60)

  const learner = await stage.arrive(address)
  learner.provokes(/ 404 /)
  await learner.share.says('Shared with you: hello.py changed.')
  expect(await learner.code.text('hello.py')).toBe(long)
  await stage.playground.store.drop(`backchannel:{shared}:${id}`)
  await learner.page.reload()
  await learner.share.says(
    'This shared code is not there any more, or never was: it is kept for 30 days.',
  )
  await learner.share.press('Close')
  await learner.share.strip.waitFor({ state: 'detached' })
})

const bomb = deflateRawSync(Buffer.alloc(200_000_000, ' '), { level: 9 }).toString('base64url')
const hostile: [string, string, string][] = [
  ['another version', `${STEP}#code=7.abcd`, 'another version of Backchannel'],
  ['a broken base64', `${STEP}#code=1.%F0%9F%92%A3`, 'damaged'],
  ['a bomb', `${STEP}#code=1.${bomb}`, 'more than 250 kB'],
  ['a path', byHand([['../../main.py', 'x']]), 'a file that a step can’t have'],
  ['the prototype', byHand([['__proto__', 'x']]), 'a file that a step can’t have'],
  [
    '10,000 files',
    byHand(Array.from({ length: 10_000 }, (_, at) => [`f${at}.py`, ''])),
    '100 files',
  ],
  ['an escape', byHand([['hello.py', "print('\u001b[2J')"]]), 'line 1 of hello.py'],
  ['turned text', byHand([['hello.py', '\n# \u202e safe']]), 'line 2 of hello.py'],
  ['a guessed id', `${STEP}#kept=../lessons`, 'not there any more'],
]

test('[SH4] links made by hand: one sentence each, and the page is whole', async () => {
  const learner = await withOwn()
  learner.provokes(/ 404 /)
  for (const [what, address, words] of hostile) {
    // Another page between them: a new hash alone would not load the page anew.
    await learner.open('/')
    await learner.open(address)
    await learner.share.strip.getByText(words).waitFor()
    expect([what, await learner.code.text('hello.py')]).toEqual([what, MINE])
    await learner.share.press('Close')
    await learner.share.strip.waitFor({ state: 'detached' })
  }
  await learner.code.run.click()
  await learner.console('hello.py').prints('my own')
})

test('markup in shared code is text', async () => {
  const code = "print('<img src=x onerror=alert(1)>')\n"
  const learner = await stage.arrive(byHand([['hello.py', code]]))
  await learner.share.says('Shared with you: hello.py changed.')
  expect(await learner.code.text('hello.py')).toBe(code)
  await learner.share.press('Use this one')
  await learner.code.ready('hello.py')
  await learner.code.run.click()
  await learner.console('hello.py').prints('<img src=x onerror=alert(1)>')
})
