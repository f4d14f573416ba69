/** An app's page means harm: it is shown, and nothing else comes of it. */
import { expect, onTestFinished, test } from 'vitest'
import type { Page } from 'playwright-core'
import { Learner, pathTo } from './learner.ts'
import { setStage } from './stage.ts'

const stage = setStage()

const DEEDS = `
  document.querySelector('h1').textContent = 'It ran'
  try { parent.document.title = 'attacked' } catch {}
  try { top.location = '/attacked' } catch {}
  try { document.cookie = 'stolen=1; path=/' } catch {}
  window.open('/attacked'); alert(1); fetch('/api/lessons', { credentials: 'include' })`

const HOSTILE = `<!doctype html><html><head><base href="/lessons/">
<meta http-equiv="refresh" content="0; url=/attacked"><link rel="stylesheet" href="/attacked.css">
<script>${DEEDS}</script><script src="/attacked.js"></script></head>
<body onload="top.location = '/attacked'" background="/attacked.png">
<h1>Meant badly</h1>
<script>${DEEDS}</script><img src="x" onerror="top.location = '/attacked'">
<iframe src="/"></iframe><iframe srcdoc="<script>top.location = '/attacked'</script>"></iframe>
<object data="/attacked"></object><embed src="/attacked"><svg onload="top.location = '/attacked'">
<a xlink:href="/attacked"><text y="20">Drawn</text></a></svg>
<form action="/attacked" method="post" target="_top"><button>Send</button></form>
<p><a href="http://127.0.0.1:1/away" target="_top">Away</a> <a href="javascript:top.location='/attacked'">Script</a>
<a href="/lessons/top" target="_top">Top</a> <a href="next/" target="_blank">Next</a></p></body></html>`

const VIEWS = `from django.http import HttpResponse

PAGE = '''${HOSTILE}'''


def home(request):
    answer = HttpResponse(PAGE)
    answer.set_cookie('learner', 'A' * 22)
    answer['Refresh'] = '0; url=/attacked'
    return answer


def listen(request):
    return HttpResponse('<a href="/">Back</a> from ' + request.path)
`

/** What the page around the frame and its browser are like; a hostile page would have changed it. */
async function around(page: Page): Promise<unknown> {
  const cookies = (await page.context().cookies()).map(({ name, value }) => [name, value])
  const pages = page.context().pages().length
  return { url: page.url(), title: await page.title(), cookies, pages }
}

/** Every request from now on that is not for a visit's page. */
function heard(page: Page): string[] {
  const urls: string[] = []
  page.on('request', (request) => {
    if (!request.url().includes('/api/visits/')) urls.push(request.url())
  })
  page.on('dialog', (dialog) => {
    urls.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  return urls
}

test('it loads, runs, opens and sends nothing, and its links stay in the app', async () => {
  const learner = await stage.arrive(pathTo('06-the-frozen-page'))
  learner.provokes(/^Blocked form submission/)
  const { page, app, beats, code } = learner
  await code.ready('views.py')
  await code.write('views.py', VIEWS)
  await code.run.click()
  await beats.says(/answers in/)
  await app.tab.click()
  const before = await around(page)
  const urls = heard(page)
  await app.visit('/')
  await app.frame.getByRole('heading', { name: 'Meant badly' }).waitFor()
  for (const name of ['Send', 'Away', 'Script', 'Drawn'])
    await app.frame.getByText(name, { exact: true }).click({ force: true })
  // One more visit stands between the presses and what is looked at.
  await app.visit('/listen/')
  await app.frame.getByText('from /listen/').waitFor()
  expect([await around(page), urls]).toEqual([before, []])

  await app.frame.getByRole('link', { name: 'Back' }).click()
  await app.frame.getByRole('heading', { name: 'Meant badly' }).waitFor()
  await app.frame.getByRole('link', { name: 'Top' }).click()
  await app.frame.getByRole('heading', { name: 'Page not found' }).waitFor()
  expect(await app.path.inputValue()).toBe('/lessons/top')
  expect(await around(page)).toEqual(before)
  expect(urls.every((url) => new URL(url).pathname.startsWith('/api/follow/'))).toBe(true)
})

test('shown as it came, the frame alone would hold it', async () => {
  const { browser, origin } = stage.playground
  const context = await browser.newContext({ baseURL: origin })
  onTestFinished(() => context.close())
  const learner = new Learner(context, await context.newPage())
  const { page, app, beats, code } = await learner.open(pathTo('06-the-frozen-page'))
  await code.run.click()
  await beats.says(/answers in/)
  await app.tab.click()
  await app.visit('/')
  await app.frame.getByText('Still here.').waitFor()
  const before = await around(page)
  const cookies: Promise<string | undefined>[] = []
  page.on('request', (request) => cookies.push(request.allHeaders().then(({ cookie }) => cookie)))
  await page.locator('iframe').evaluate(
    (frame: HTMLIFrameElement, raw) => {
      frame.srcdoc = raw
    },
    HOSTILE.replace('<object', '<!--').replace('<svg', '--><svg'),
  )
  await app.frame.getByRole('heading', { name: 'Meant badly' }).waitFor()
  await app.frame.getByText('Send', { exact: true }).click()
  await app.frame.getByText('Top', { exact: true }).click()
  await expect.poll(() => cookies.length).toBeGreaterThan(0)
  expect((await Promise.all(cookies)).filter((cookie) => cookie?.includes('learner'))).toEqual([])
  expect(await around(page)).toEqual(before)
})
