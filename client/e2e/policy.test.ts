/** What the page's own content policy forbids, tried from within the page itself. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pathTo } from './learner.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const ASSETS = join(import.meta.dirname, '../../build/client/assets')

test('a script that found its way into the page does not run', async () => {
  const learner = await stage.arrive(pathTo('06-the-frozen-page'))
  learner.provokes(/Content Security Policy/)
  await learner.code.ready('views.py')
  const outcome = await learner.page.evaluate(async () => {
    const forbidden: string[] = []
    document.addEventListener('securitypolicyviolation', (event) =>
      forbidden.push(event.effectiveDirective),
    )
    const inline = document.createElement('script')
    inline.textContent = 'document.title = "inline"'
    document.body.append(inline)
    const far = document.createElement('script')
    far.src = 'http://127.0.0.1:1/far.js'
    document.body.append(far)
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="document.title=2">')
    const link = document.createElement('a')
    link.href = 'javascript:document.title="link"'
    document.body.append(link)
    link.click()
    const fetched = await fetch('http://127.0.0.1:1/').catch(() => 'refused')
    const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))
    await new Promise((resolve) => (worker.onerror = worker.onmessage = resolve))
    return { forbidden: [...new Set(forbidden)].toSorted(), fetched, title: document.title }
  })
  expect(outcome.fetched).toBe('refused')
  expect(outcome.title).not.toMatch(/inline|link|[12]/)
  expect(outcome.forbidden).toEqual(
    expect.arrayContaining(['connect-src', 'script-src-attr', 'script-src-elem', 'worker-src']),
  )
})

test('the editor’s own worker is let in', async () => {
  const { page, code } = await stage.arrive(pathTo('06-the-frozen-page'))
  await code.ready('views.py')
  const file = readdirSync(ASSETS).find((name) => /^editor\.worker-.*\.js$/.test(name))
  const started = await page.evaluate(async (path) => {
    const worker = new Worker(path)
    const failed = new Promise<string>((resolve) => (worker.onerror = () => resolve('refused')))
    // It answers nothing that is not asked in its own protocol, but an unknown request is an error reply.
    const answered = new Promise<string>(
      (resolve) => (worker.onmessage = () => resolve('answered')),
    )
    worker.postMessage('start')
    worker.postMessage({
      vsWorker: 1,
      type: 0,
      req: '1',
      channel: 'none',
      method: 'none',
      args: [],
    })
    return Promise.race([failed, answered])
  }, `/assets/${file}`)
  expect(started).toBe('answered')
})
