/** Questions whose answer is what a program prints: each program is run as a learner runs it, and must print that. */
import { mkdtemp, chmod, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { loadCourse } from '../lessons/index.ts'
import type { Lesson, PlayedAnswer } from '../lessons/index.ts'
import { judge, plain, solutionOf } from '../protocol/index.ts'
import { Page } from './page.ts'
import { ServerProcess } from './serverProcess.ts'

const { paths } = readConfig([], {})
const course = await loadCourse(paths.lessons)
const answers = course.lessons.flatMap((lesson) =>
  lesson.played.map((played) => ({ name: `${lesson.id}: ${played.question}`, lesson, played })),
)

let progress = ''
let server: ServerProcess
beforeAll(async () => {
  progress = await mkdtemp(join(tmpdir(), 'backchannel-progress-'))
  // The server gives up root and must still get in.
  await chmod(progress, 0o755)
  server = await ServerProcess.start(['--progress', join(progress, 'kept')])
})
afterAll(async () => {
  await server.end('SIGKILL')
  await rm(progress, { recursive: true, force: true })
})

/** Runs the step, or a program of it that starts by hand, and resolves with what `program` printed to its end. */
async function play(lesson: Lesson, played: PlayedAnswer): Promise<string> {
  const { step, program, files } = played
  const page = await Page.open(server.origin)
  const byHand =
    lesson.steps.find(({ id }) => id === step)?.programs.find(({ id }) => id === program)?.start ===
    'hand'
  const asked = { type: 'run', lesson: lesson.id, step, files: { ...files } } as const
  await page.ask(byHand ? { ...asked, program } : asked)
  const run = await page.until(
    () => page.all('run').findLast(({ of }) => of.program === program)?.run,
  )
  await page.ended(run)
  const text = page.text(run, 'out')
  page.close()
  return text
}

describe('an answer that is an output', () => {
  test('is there for each lesson that has one', () => {
    expect(answers.map(({ name }) => name)).toEqual([
      '01-redis-as-a-broker: bytes',
      '01-redis-as-a-broker: receivers',
      '02-what-a-message-is: decoded-twice',
      '02-what-a-message-is: hidden-note',
      '03-fire-and-forget: number',
    ])
  })

  test.each(answers)('is what the program prints: $name', async ({ lesson, played }) => {
    expect(plain(await play(lesson, played), 'lines')).toBe(plain(played.prints, 'lines'))
  })

  test.each(answers)('is judged right, and any other is not: $name', ({ lesson, played }) => {
    const sheetOf = (parts: string[]) => lesson.judge(played.question, parts)
    const sheet = sheetOf(['?'])?.sheet
    const solution = sheet === undefined ? [] : solutionOf(sheet.rule)
    expect(sheetOf(solution)?.right).toBe(true)
    expect(sheet && judge(sheet, ['?'])?.right).toBe(false)
  })
})
