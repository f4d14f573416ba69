/** A step's app may be served by gunicorn: several processes, which a visit may freeze one by one. */
import { expect, test } from 'vitest'
import type { Program } from '../lessons/index.ts'
import { arrive, reads, stepOf, visitOf } from './lesson1.ts'
import { Played } from './play.ts'

const port = 8004
const app: Program = {
  id: 'app',
  label: 'app',
  argv: ['python', '-m', 'gunicorn', '-w', '2', '-t', '3', '-b', `127.0.0.1:${port}`, 'wsgi'],
  start: 'run',
  heartbeat: { port, path: '/', everyMs: 100, timeoutMs: 500 },
}
const wsgi = `import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'settings')
application = get_wsgi_application()
`

test('two visits freeze two workers, until gunicorn replaces them', async (context) => {
  const { lab } = await arrive(context)
  const step = stepOf('06-the-frozen-page')
  const served = new Played().begin(lab, { step, program: app, files: { 'wsgi.py': wsgi } })
  await served.until(({ beats }) => beats.at(-1)?.type === 'answered')
  expect(reads(await visitOf(lab, { port, path: '/' }).over)).toBe('Still here.')
  const visits = [1, 2].map(() => visitOf(lab, { port, path: '/listen/' }))
  await served.until(({ beats }) => beats.at(-1)?.type === 'timeout')
  const ends = await Promise.all(visits.map(({ over }) => over))
  // gunicorn ends a worker by an exception in the middle of its view, and kills one that is slow to end.
  for (const end of ends)
    expect([{ status: 500 }, { type: 'failed' }]).toContainEqual(
      expect.objectContaining(
        end.type === 'answered' ? { status: end.status } : { type: end.type },
      ),
    )
  await served.until(({ lines }) => lines.err.some((line) => line.includes('WORKER TIMEOUT')))
  await served.until(({ beats }) => beats.at(-1)?.type === 'answered')
  served.stop()
  expect((await served.ends()).reason).toEqual({ type: 'stopped' })
})
