/** Each lesson's zip, unpacked into an empty folder and played with plain python3 and a Redis, as one would at home. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { packLesson, readSource } from '../export/index.ts'
import { compare, loadCourse } from '../lessons/index.ts'
import type { Claim, Lesson, Step } from '../lessons/index.ts'
import { unzip } from './unzip.ts'
import { writeTree } from './writeTree.ts'

const { paths } = readConfig([], {})
const course = await loadCourse(paths.lessons)
const root = await mkdtemp(join(tmpdir(), 'backchannel-home-'))
afterAll(() => rm(root, { recursive: true }))

/** Unpacks it as unzip would; the lesson's folder. */
async function unpack(lesson: Lesson): Promise<string> {
  const { bytes, lost } = await packLesson(await readSource(lesson, paths))
  expect(lost).toEqual([])
  await writeTree(root, unzipSync(bytes))
  return join(root, lesson.id)
}

/** Lines of output that a program's claim has at least, by its label. */
function claimed(step: Step, hand: boolean): Record<string, number> {
  const programs = step.programs.filter(({ start }) => (start === 'hand') === hand)
  return Object.fromEntries(
    programs.flatMap(({ id, label }) => {
      const blocks = step.expect.get(id)
      return blocks === undefined
        ? []
        : [[label, blocks.reduce((sum, { lines }) => sum + lines.length, 0)]]
    }),
  )
}

/** What an app prints after somebody has published; claimed as a truth, not as a transcript. */
function later(step: Step): Record<string, number> {
  const arrives = step.truths.some(({ id }) => id === 'it-is-printed')
  return arrives ? { app: 1 } : {}
}

/** Programs that are said to end by themselves. */
function ending(claim: Claim): string[] {
  if (claim.fact === 'all') return claim.claims.flatMap(ending)
  if (claim.fact !== 'ends' || (claim.by ?? 'exit') !== 'exit') return []
  return claim.of === undefined ? [] : [claim.of]
}

/** Labels of those that Run starts and that end: a message comes too late for one that is about to. */
function over(step: Step): string[] {
  const ends = new Set(step.truths.flatMap(({ claim }) => ending(claim)))
  const started = step.programs.filter(({ id, start }) => start !== 'hand' && ends.has(id))
  return started.map(({ label }) => label)
}

function planOf(step: Step): object {
  const all = step.programs
  const runs = all.some(({ start }) => start !== 'hand')
  const apps = all.filter(({ app, start }) => app && start !== 'hand').map(({ label }) => label)
  return {
    id: step.id,
    run: { lines: runs ? claimed(step, false) : {}, apps, over: over(step) },
    visits: all.flatMap(({ app }) =>
      (app?.visits ?? []).map((path) => `http://localhost:${app?.port ?? 0}${path}`),
    ),
    hands: all
      .filter(({ start }) => start === 'hand')
      .map(({ id, label }) => ({
        id,
        lines: { [label]: claimed(step, true)[label] ?? 0 },
        apps: [],
        over: [],
      })),
    after: { lines: later(step), apps: [], over: [] },
  }
}

interface Played {
  readonly id: string
  readonly lines: readonly string[]
  readonly pages: Readonly<Record<string, string>>
  readonly codes: readonly number[]
  readonly left: readonly string[]
}

/** In a network and a process tree of its own: localhost:6379 is there once. */
async function playAll(folder: string, steps: readonly Step[]): Promise<Played[]> {
  const world = ['--dev-bind', '/', '/', '--unshare-net', '--unshare-pid', '--proc', '/proc']
  const driver = join(import.meta.dirname, 'atHome.py')
  const plan = JSON.stringify(steps.map(planOf))
  const child = spawn(
    paths.bwrap,
    [
      ...[...world, '--die-with-parent', '--', '/usr/bin/python3', driver],
      ...[folder, paths.redisServer, plan, paths.libraries ?? ''],
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: '/usr/bin:/bin',
        PYTHONPATH: paths.python ?? '',
        PYTHONDONTWRITEBYTECODE: '1',
      },
    },
  )
  let said = ''
  for await (const piece of child.stdout) said += String(piece)
  return said
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Played)
}

/** What a program printed on its standard output. */
function printed({ lines }: Played, label: string): string[] {
  return lines.flatMap((line) => {
    const [, who, text] = /^(.*?) +\| ?(.*)$/.exec(line) ?? []
    return who === label && text !== undefined ? [text] : []
  })
}

describe.concurrent.each(course.lessons.map((lesson) => [lesson.id, lesson] as const))(
  '%s at home',
  (_id, lesson) => {
    test('prints in each step what is claimed, and leaves nothing running', async ({ expect }) => {
      const folder = await unpack(lesson)
      const steps = lesson.steps.filter(({ programs }) => programs.length > 0)
      const all = await playAll(folder, steps)
      expect(all.map(({ id }) => id)).toEqual(steps.map(({ id }) => id))
      for (const [at, played] of all.entries()) {
        for (const { id, label } of steps[at]?.programs ?? []) {
          const transcript = steps[at]?.expect.get(id)
          if (transcript === undefined) continue
          const differs = compare(transcript, printed(played, label)).filter(
            ({ mark }) => mark !== ' ',
          )
          expect(differs, `${played.id} ${label}\n${played.lines.join('\n')}`).toEqual([])
        }
        expect(
          played.codes.every((code) => code === 0),
          played.lines.join('\n'),
        ).toBe(true)
        expect(played.left, played.id).toEqual([])
      }
    }, 300_000)
  },
)

test('the page of the app freezes at home as well', async () => {
  const [first] = course.lessons
  const step = first?.steps.find(({ id }) => id.endsWith('the-frozen-page'))
  if (first === undefined || step === undefined) throw new Error('no such step')
  const [played] = await playAll(join(root, first.id), [step])
  const [front, listen] = Object.values(played?.pages ?? {})
  expect(front).toBe('Still here.')
  expect(listen).toMatch(/^no answer/)
})

test('play.py can be started by its name', async () => {
  const { bytes } = await packLesson(await readSource(course.lessons[0] ?? never(), paths))
  const file = join(root, 'lesson.zip')
  await writeFile(file, bytes)
  await unzip(file, join(root, 'named'))
  const { mode } = await stat(join(root, 'named', course.lessons[0]?.id ?? '', 'play.py'))
  expect(mode & 0o777).toBe(0o755)
})

function never(): never {
  throw new Error('There is no lesson.')
}
