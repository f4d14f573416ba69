/** What the host's log says of a run that met a limit, from a real lab. */
import { expect, test } from 'vitest'
import { LESSON, STEP } from '../storyCourse.ts'
import { Page } from '../page.ts'
import { ask } from './raw.ts'
import { servedAs } from './served.ts'

const served = servedAs({})
const HUNGRY = `words = 'a secret of the learner'
held = []
while True:
    held.append(b'x' * 8_000_000)
`

test('a run that a limit ended is one audit line, and its code and output none', async () => {
  const page = await Page.open(served.origin)
  const files = { 'writer.py': `print('printed by the learner')\nimport os\n${FORKS}${HUNGRY}` }
  await page.ask({ type: 'run', lesson: LESSON, step: STEP, program: 'writer', files })
  const run = await page.until(() => page.all('run').at(-1)?.run)
  expect(await page.ended(run)).toMatchObject({ type: 'limit', name: 'memory' })
  await expect.poll(() => served.said).toContain('"audit":true')
  const line = served.said.split('\n').find((one) => one.includes('"audit":true')) ?? ''
  expect(JSON.parse(line)).toMatchObject({ limit: 'memory', run, msg: 'a limit ended a run' })
  expect(served.said).not.toMatch(/secret|printed by|writer\.py/)
  expect(served.said).not.toContain(page.cookie.split('=')[1])
  const { body } = await ask(served.port, '/metrics', { from: '127.0.0.1' })
  expect(body).toContain('backchannel_limit_hits_total{limit="memory"} 1')
  expect(body).toContain('backchannel_runs_ended_total{reason="limit"} 1')
  page.close()
})

/** One process alone would be told MemoryError by the limit of its data. */
const FORKS = `for _ in range(3):
    if os.fork() == 0:
        break
`
