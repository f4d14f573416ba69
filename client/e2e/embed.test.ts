/** A step in a page of another site: it runs there, tells its height, and that page gets nothing else of it. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { shot } from './shots.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const STEP = '01-redis-as-a-broker/01-what-a-broker-is-for'
let site: Server
let page = ''

beforeAll(async () => {
  site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`<!doctype html><title>Another site</title>${page}`)
  })
  site.listen(0, '127.0.0.1')
  await once(site, 'listening')
})
afterAll(() => void site.close())

/** The sessions that frames of `page` are welcomed to, in order, loaded again included. */
function sessionsOf(page: Page, sessions: string[] = []): string[] {
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const session = /^\{"type":"welcome".*?"session":"([^"]+)"/.exec(String(payload))?.[1]
      if (session !== undefined) sessions.push(session)
    }),
  )
  return sessions
}

test('the HTML of the sheet runs the learner’s code in a foreign page, as high as it says', async () => {
  const author = await stage.arrive(`/lessons/${STEP}`)
  await author.code.write('hello.py', "print('from the frame')\n")
  await author.share.open()
  await author.share.sheet.getByText('Put it into another page').click()
  page = `<body>${await author.share.html.inputValue()}
    <script>
      heard = []
      addEventListener('message', ({ data }) => heard.push(data))
    </script>`

  const context = await stage.playground.browser.newContext()
  onTestFinished(() => context.close())
  const reader = await context.newPage()
  await reader.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`)
  const frame = reader.frameLocator('iframe')
  await frame.getByRole('button', { name: 'Run', exact: true }).first().click()
  await frame.getByText('from the frame', { exact: true }).last().waitFor()
  await frame
    .getByText(/^exited 0/)
    .first()
    .waitFor()
  await shot(reader, 'embed')
  const open = frame.getByRole('link', { name: 'Open in Backchannel' })
  expect(await open.getAttribute('href')).toMatch(new RegExp(`^/lessons/${STEP}#code=1\\.`))

  // At one moment: what is heard next changes both.
  const { heard, height } = await reader.evaluate(() => ({
    heard: (globalThis as unknown as { heard: unknown[] }).heard,
    height: document.querySelector('iframe')?.height,
  }))
  const last = heard.at(-1) as { type: string; height: number }
  expect(new Set(heard.map((one) => Object.keys(one as object).join()))).toEqual(
    new Set(['type,height']),
  )
  expect(last.type).toBe('backchannel:height')
  expect(Number(height)).toBe(last.height)
  expect(last.height).toBeGreaterThan(400)
  expect(last.height).toBeLessThan(900)
})

test('[SE5] two frames of one step run each for itself, and who comes back finds each of them again', async () => {
  const { origin } = stage.playground
  page = ['one', 'two']
    .map(
      (name) =>
        `<iframe name="${name}" src="${origin}/embed/${STEP}" width="700" height="700"></iframe>`,
    )
    .join('')
  const context = await stage.playground.browser.newContext()
  onTestFinished(() => context.close())
  const reader = await context.newPage()
  const sessions = sessionsOf(reader)
  const address = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`
  await reader.goto(address)
  const [one, two] = ['one', 'two'].map((name) => reader.frameLocator(`iframe[name=${name}]`))
  if (one === undefined || two === undefined) throw new Error('no frames')
  await one.getByRole('button', { name: 'Run', exact: true }).first().click()
  await one
    .getByText(/^exited 0/)
    .first()
    .waitFor()
  await two.getByRole('button', { name: 'Run', exact: true }).first().waitFor()
  expect(await two.getByText(/^exited 0/).count()).toBe(0)
  await two.getByRole('button', { name: 'Run', exact: true }).first().click()
  await two
    .getByText(/^exited 0/)
    .first()
    .waitFor()
  await shot(reader, 'embed-two')
  // What ran in it is shown again, to who comes back, whether the server has seen them go or not.
  for (const comes of [1, 2]) {
    await reader.reload()
    for (const frame of [one, two])
      await frame
        .getByText(/^exited 0/)
        .first()
        .waitFor()
    expect(sessions.slice(2 * comes).toSorted()).toEqual(sessions.slice(0, 2).toSorted())
  }
  // A duplicated tab has a copy of what the tab stored, and is not the same page.
  const others: string[] = []
  context.on('page', (copy) => void sessionsOf(copy, others))
  await reader.evaluate(() => void open(location.href))
  await expect.poll(() => others.length).toBe(2)
  expect(new Set([...others, ...sessions]).size).toBe(4)
})

test('nothing but the embed view is shown in a foreign page', async () => {
  page = `<iframe src="${stage.playground.origin}/lessons/${STEP}"></iframe>`
  const context = await stage.playground.browser.newContext()
  onTestFinished(() => context.close())
  const reader = await context.newPage()
  const refused = reader.waitForEvent('console', (said) => said.text().includes('frame-ancestors'))
  await reader.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`)
  expect((await refused).text()).toContain("frame-ancestors 'self'")
})

test('[LAB10] an embed has no lab until it runs; what is changed in it can be undone by keys', async () => {
  // Not a page of ours, which would take one.
  const learner = await stage.arrive('/healthz')
  learner.provokes(/ 404 /)
  const { page, code } = learner
  const labs = new Set<string>()
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      for (const [, state] of String(payload).matchAll(/"lab":\{"type":"(\w+)"/g))
        if (state !== undefined) labs.add(state)
    }),
  )
  await learner.open(`/embed/${STEP}`)
  await code.write('hello.py', "print('changed')\n")
  expect([...labs]).toEqual(['none'])
  const back = page.getByRole('button', { name: 'Back to how it came' })
  await back.focus()
  await page.keyboard.press('Enter')
  await page.getByText('The code is as it came.').waitFor()
  expect(await code.text('hello.py')).not.toContain('changed')
  await shot(page, 'embed-undo')
  await page.getByRole('button', { name: 'Undo' }).focus()
  await page.keyboard.press('Enter')
  expect(await code.text('hello.py')).toBe("print('changed')\n")
  await code.run.click()
  await learner.console('hello.py').prints('changed')
  expect(labs).toContain('ready')
})
