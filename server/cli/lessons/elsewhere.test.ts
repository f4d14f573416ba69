/** A course from outside the project, and a machine that is no Linux: the command as an author types it. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capture } from '../setup/command.ts'
import { project } from '../setup/places.ts'
import { writeSkeleton } from './skeleton.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'course-'))
  await writeSkeleton(root, '07-patterns')
})
afterAll(() => rm(root, { recursive: true }))

/** Runs the command in the project, typed in `root`, on a machine that Node takes for `platform`. */
function lessons(platform: string, ...args: string[]) {
  const code = `Object.defineProperty(process, 'platform', { value: '${platform}' })`
  const other = ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
  const command = [...other, '--import', 'tsx', 'server/cli/lessons.ts', ...args]
  const env = { ...process.env, INIT_CWD: root }
  return capture([process.execPath, ...command], { cwd: project, env })
}

test.concurrent.each(['darwin', 'win32'])(
  'on %s lint works, and play says what it needs',
  async (platform) => {
    const [linted, proved] = await Promise.all([
      lessons(platform, 'lint', '--lessons', '.'),
      lessons(platform, '--lessons', '.'),
    ])
    expect(linted).toMatchObject({ status: 0, printed: '1 lesson, 0 errors, 0 warnings\n' })
    expect(proved.status).toBe(1)
    expect(proved.printed).toBe(
      '1 lesson, 0 errors, 0 warnings\nPlaying lessons needs Linux, or WSL on Windows. npm run lessons -- lint works here, too.\n',
    )
  },
)

test('a mistake in a course from outside is told where the author finds it', async () => {
  const { printed } = await lessons('linux', 'lint', '--lessons', '07-patterns')
  expect(printed).toContain(
    '07-patterns/lesson.yaml:1:1 This is one lesson. Name the folder that it lies in.',
  )
})

test.each([
  ['npm', ['npm', '--prefix', project, 'run', '--silent', 'lessons', '--']],
  ['the command itself', [process.execPath, path.join(project, 'server/cli/launch.js'), 'lessons']],
  ['its shell script', ['sh', path.join(project, 'server/cli/bootstrap'), 'lessons']],
] as const)('%s takes a path from where the author stands', async (_, [file, ...args]) => {
  const { INIT_CWD: _npm, ...env } = process.env
  const found = path.basename(root)
  const typed = [file, ...args, 'lint', '--lessons', found] as const
  const { printed } = await capture(typed, { cwd: path.dirname(root), env })
  expect(printed).toBe('1 lesson, 0 errors, 0 warnings\n')
})

test('mistakes of form are told to programs as to people', async () => {
  const file = path.join(root, '07-patterns/lesson.yaml')
  const good = await readFile(file, 'utf8')
  await writeFile(file, `${good}colour: red\n`)
  const { status, printed } = await lessons(
    ...(['linux', 'lint', '--lessons', '.', '--json', '--junit', 'report.xml'] as const),
  )
  await writeFile(file, good)
  expect([
    status,
    printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ]).toMatchObject([1, [{ path: '07-patterns/lesson.yaml', line: 5, weight: 'error' }]])
  const report = await readFile(path.join(root, 'report.xml'), 'utf8')
  expect(report).toContain('<testcase classname="07-patterns/lesson.yaml" name="5:1"><failure>')
  await rm(path.join(root, 'report.xml'))
})

test('what --only does not find is no success', async () => {
  const [lesson, step] = await Promise.all(
    ['05', '07/02'].map((only) => lessons('linux', 'lint', '--lessons', '.', '--only', only)),
  )
  expect(lesson?.status).toBe(1)
  expect(lesson?.printed).toContain('--only 05: no lesson begins so. Known: 07-patterns.')
  expect(step?.printed).toContain('--only 07/02: no step there begins so. Known: 01-first-step.')
})

test('a new lesson is proven by the command that it names', async () => {
  const { printed } = await lessons('linux', 'new', '08-more', '--lessons', '.')
  expect(printed).toContain('npm run lessons -- --only 08-more --lessons . proves it.')
  await rm(path.join(root, '08-more'), { recursive: true })
})

test('a lesson is taken home to where the author stands', async () => {
  const { status, printed } = await lessons('linux', 'export', '07', '--lessons', '.')
  expect([status, printed]).toEqual([0, expect.stringMatching(/^07-patterns\.zip: \d+ bytes\n$/)])
  expect((await readFile(path.join(root, '07-patterns.zip'))).length).toBeGreaterThan(1000)
  await rm(path.join(root, '07-patterns.zip'))
})

test('its questions go out as GIFT, and where there are none, it says where it looked', async () => {
  const env = { ...process.env, INIT_CWD: root }
  const quiz = (...args: string[]) =>
    capture([process.execPath, '--import', 'tsx', 'server/cli/quiz.ts', ...args], {
      ...{ cwd: project, env },
    })
  const file = path.join(root, '07-patterns/quiz.yaml')
  const ours = path.join(project, 'lessons/01-redis-as-a-broker/quiz.yaml')
  await writeFile(file, await readFile(ours))
  const [found, lacks] = await Promise.all([
    quiz('export', '07-patterns', '--lessons', '.'),
    quiz('export', '08-more', '--lessons', '.'),
  ])
  await rm(file)
  expect(found.status).toBe(0)
  expect(found.printed).toContain('::send::')
  expect(lacks.status).toBe(1)
  const missing = path.join(root, '08-more/quiz.yaml')
  expect(lacks.printed).toContain(`There is no ${missing}. Name a lesson, with --lessons DIR`)
})

test('its editor schemas are written beside it', async () => {
  expect((await lessons('darwin', 'schema', '--lessons', '.')).status).toBe(0)
  const ours = await readFile(path.join(project, 'lessons/schema/step.schema.json'), 'utf8')
  expect(await readFile(path.join(root, 'schema/step.schema.json'), 'utf8')).toBe(ours)
})
