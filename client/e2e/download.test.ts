/** "Download my code": the zip, unpacked into an empty folder, runs with plain python3 and a Redis as its README says. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { unzip } from '../../server/test/unzip.ts'
import type { Learner } from './learner.ts'
import { pathTo } from './learner.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const VAR = resolve(import.meta.dirname, '../../var')
const SYSTEM = join(VAR, 'system/usr')
const run = promisify(execFile)
const PYTHON = '/usr/bin/python3'

/** An unpacked one, or the system's. */
function tool(name: string): string {
  const unpacked = join(SYSTEM, 'bin', name)
  return existsSync(unpacked) ? unpacked : join('/usr/bin', name)
}

/** Presses the button; the folder that is in the zip. */
async function unpacked({ page, share }: Learner): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'backchannel-download-'))
  onTestFinished(() => rm(root, { recursive: true }))
  await share.open()
  const coming = page.waitForEvent('download')
  await share.sheet.getByRole('button', { name: 'Download my code' }).click()
  const download = await coming
  const file = join(root, download.suggestedFilename())
  await download.saveAs(file)
  await unzip(file, root)
  return file.replace(/\.zip$/, '')
}

/** What the command prints, or the page at `url`; the command as the README has it. */
async function atHome(folder: string, command: string, url = ''): Promise<string> {
  expect(await readFile(join(folder, 'README.md'), 'utf8')).toContain(`\n    ${command}\n`)
  const [, ...words] = command.split(' ')
  const world = ['--dev-bind', '/', '/', '--unshare-net', '--unshare-pid', '--proc', '/proc']
  const driver = join(import.meta.dirname, 'atHome.py')
  const { stdout } = await run(
    tool('bwrap'),
    [
      ...[...world, '--die-with-parent', '--', PYTHON, driver],
      ...[tool('redis-server'), url, PYTHON, ...words],
    ],
    {
      cwd: folder,
      env: {
        PATH: '/usr/bin:/bin',
        PYTHONPATH: join(VAR, 'python'),
        PYTHONDONTWRITEBYTECODE: '1',
        // Where a Redis that was unpacked finds its libraries.
        LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '',
      },
    },
  )
  return stdout
}

const MINE = `import redis

r = redis.Redis(host='localhost', port=6379, db=0)
pubsub = r.pubsub(ignore_subscribe_messages=True)
pubsub.subscribe('home')
print('received by', r.publish('home', 'from home'))
print(next(pubsub.listen())['data'].decode())
`

test('the learner’s own code prints at home what it prints here', async () => {
  const learner = await stage.arrive(pathTo('01-what-a-broker-is-for'))
  await learner.code.write('hello.py', MINE)
  await learner.code.run.click()
  await learner.console('hello.py').prints('from home')
  const folder = await unpacked(learner)
  expect(await readFile(join(folder, 'hello.py'), 'utf8')).toBe(MINE)
  expect(await atHome(folder, 'python hello.py')).toBe('received by 1\nfrom home\n')
})

test('[HOME2] files without a tab are in the zip: the app of a changed view answers', async () => {
  const learner = await stage.arrive(pathTo('06-the-frozen-page'))
  await learner.code.ready('views.py')
  const views = await learner.code.text('views.py')
  await learner.code.write('views.py', views.replace('Still here.', 'At home.'))
  const folder = await unpacked(learner)
  const own = await readdir(folder)
  expect(own.toSorted()).toEqual(
    [
      ...['README.md', 'requirements.txt', 'manage.py', 'publisher.py'],
      ...['settings.py', 'urls.py', 'views.py'],
    ].toSorted(),
  )
  const command = 'python manage.py runserver --nothreading --noreload 8000'
  expect(await atHome(folder, command, 'http://localhost:8000/')).toBe('At home.\n')
  expect(await atHome(folder, 'python publisher.py')).toBe('received by 0\n')
})

test('without the server there is a sentence instead of half a zip', async () => {
  const learner = await stage.arrive(pathTo('01-what-a-broker-is-for'))
  await learner.code.ready('hello.py')
  await learner.page.route('**/api/home/**', (route) => route.abort())
  await learner.share.open()
  await learner.share.sheet.getByRole('button', { name: 'Download my code' }).click()
  const alert = learner.share.sheet.getByRole('alert')
  await alert.waitFor()
  expect(await alert.innerText()).toBe('The server does not answer. Try again when it is back.')
})
