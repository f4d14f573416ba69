/** Hints over HTTP, for who has read them: what they say now, and nothing of who asks. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp, type App } from '../app.ts'
import { createJudge } from '../lessons/index.ts'
import { realTime } from '../session/index.ts'
import { quietProgress } from '../test/quietProgress.ts'
import { ScriptedPool } from '../test/scriptedLab.ts'
import { LESSON, smallCourse, EXERCISE } from '../test/smallCourse.ts'

let app: App

beforeAll(async () => {
  const progress = quietProgress(false)
  const parts = { course: smallCourse(), pool: new ScriptedPool(realTime), progress, page: '' }
  const log = (): void => undefined
  app = await openApp({ ...parts, judge: createJudge, log }, { host: '127.0.0.1', port: 0 })
})
afterAll(() => app.dispose())

test('[CH8] a hint is given by its key as it is now, without a cookie', async () => {
  const get = (path: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${app.port}/api/hints/${path}`)
  const found = await get(`${LESSON}/${EXERCISE}/early`)
  expect([found.status, found.headers.has('set-cookie')]).toEqual([200, false])
  expect(await found.json()).toEqual({ html: 'Nobody listens yet.' })
  for (const path of [
    `${LESSON}/${EXERCISE}/gone`,
    `${LESSON}/other/early`,
    `other/${EXERCISE}/early`,
  ])
    expect((await get(path)).status).toBe(404)
})
