/** Lessons taken home over HTTP: what is sent, and what is not sent twice. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp, type App } from '../app.ts'
import { createJudge } from '../lessons/index.ts'
import { realTime } from '../session/index.ts'
import { quietProgress } from '../test/quietProgress.ts'
import { ScriptedPool } from '../test/scriptedLab.ts'
import { LESSON, STEP, smallCourse } from '../test/smallCourse.ts'
import type { FindZip } from './home.ts'

const logged: string[] = []
let app: App

/** Any bytes: what is in a zip is no matter of the gateway. */
const zip: FindZip = (lesson) => {
  if (lesson === 'broken') return Promise.reject(new Error('step.yaml is gone'))
  const found = { bytes: Buffer.from('PK..'), etag: '"z1"' }
  return Promise.resolve(lesson === '01-first' ? found : undefined)
}

beforeAll(async () => {
  const progress = quietProgress(false)
  const parts = { course: smallCourse(), pool: new ScriptedPool(realTime), progress, page: '' }
  const log = (line: string): void => void logged.push(line)
  app = await openApp({ ...parts, zip, judge: createJudge, log }, { host: '127.0.0.1', port: 0 })
})
afterAll(() => app.dispose())

const get = (name: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${app.port}/api/home/${name}`, { headers })

test('[HOME1] a lesson’s zip is the same for everyone, and not sent twice to who has it', async () => {
  const sent = await get('01-first.zip')
  expect([sent.status, await sent.text()]).toEqual([200, 'PK..'])
  expect(Object.fromEntries(sent.headers)).toMatchObject({
    'content-type': 'application/zip',
    'content-disposition': 'attachment; filename=01-first.zip',
    'cache-control': 'no-cache',
    etag: '"z1"',
  })
  expect(sent.headers.has('set-cookie')).toBe(false)
  const again = await get('01-first.zip', { 'if-none-match': '"z1"' })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

test('[HOME1] what is no lesson has no zip', async () => {
  for (const name of ['other.zip', '01-first', '..%2f01-first.zip'])
    expect((await get(name)).status).toBe(404)
})

test('of what is broken only the log tells why', async () => {
  const answer = await get('broken.zip')
  expect([answer.status, await answer.text()]).toEqual([500, 'That failed.\n'])
  expect(logged.pop()).toContain('step.yaml is gone')
})

test('[HOME2] the files of a step without a tab are given to anyone', async () => {
  const sent = await get(`${LESSON}/${STEP}`)
  expect([sent.status, sent.headers.has('set-cookie')]).toEqual([200, false])
  const { files } = (await sent.json()) as { files: Record<string, string> }
  expect(files).toHaveProperty('settings.py', 'DEBUG = True')
  for (const name of [`${LESSON}/other`, `other/${STEP}`])
    expect((await get(name)).status).toBe(404)
})
