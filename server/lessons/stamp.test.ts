/** How a lesson looks from outside: no edit leaves it as it was, whatever it does with sizes and times. */
import {
  chmod,
  copyFile,
  link,
  lstat,
  mkdir,
  mkdtemp,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { writeCourse } from './course.fixture.ts'
import type { TemporaryCourse } from './course.fixture.ts'
import { checkCourse, courseChecker } from './load.ts'
import { stampOf } from './stamp.ts'

let course: TemporaryCourse
let file = ''
let keep = ''
/** Before the course was written. */
let began = 0
beforeEach(async () => {
  began = Date.now()
  course = await writeCourse()
  keep = await mkdtemp(join(tmpdir(), 'kept-'))
  file = join(course.root, '01-first/02-run/main.py')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await course.remove()
  await rm(keep, { recursive: true })
})

/** As if it were so long after the beginning, ms. */
const later = (ms: number): void => void vi.spyOn(Date, 'now').mockReturnValue(began + ms)
const hour = 3_600_000

describe('a lesson whose files have lain there for a while', () => {
  beforeEach(() => later(hour))

  test('looks the same as long as nothing is written', () => {
    const stamp = stampOf(course.root, '01-first')
    expect(stamp).toBeDefined()
    expect(stampOf(course.root, '01-first')).toBe(stamp)
  })

  test.each<[string, () => Promise<unknown>]>([
    ['written anew with as many bytes', () => writeFile(file, "print('hallo')\n")],
    [
      'written anew, and its time set back',
      async () => {
        const { atime, mtime } = await lstat(file)
        await writeFile(file, "print('hallo')\n")
        await utimes(file, atime, mtime)
      },
    ],
    [
      'replaced by another of the same size and time',
      async () => {
        const { atime, mtime } = await lstat(file)
        await writeFile(`${file}.new`, "print('hallo')\n")
        await utimes(`${file}.new`, atime, mtime)
        await rename(`${file}.new`, file)
      },
    ],
    ['renamed', () => rename(file, join(course.root, '01-first/02-run/other.py'))],
    ['taken away', () => rm(file)],
    ['joined by another', () => copyFile(file, join(course.root, '01-first/02-run/other.py'))],
    ['joined by a folder', () => mkdir(join(course.root, '01-first/02-run/more'))],
    [
      'made a link to what it was',
      async () => {
        await rename(file, join(course.root, 'elsewhere'))
        await symlink(join(course.root, 'elsewhere'), file)
      },
    ],
    ['given a second name', () => link(file, join(course.root, 'elsewhere'))],
    ['given other rights', () => chmod(file, 0o600)],
  ])('looks otherwise when a file was %s', async (_, edit) => {
    const stamp = stampOf(course.root, '01-first')
    await edit()
    expect(stampOf(course.root, '01-first')).not.toBe(stamp)
  })
})

test('what was written just now looks like nothing that could be relied on', () => {
  later(0)
  expect(stampOf(course.root, '01-first')).toBeUndefined()
  later(2_500)
  expect(stampOf(course.root, '01-first')).toBeUndefined()
})

test('nor does what seems to be written in the future, by another clock', () => {
  later(-hour)
  expect(stampOf(course.root, '01-first')).toBeUndefined()
})

test('an edit right after a look is seen, even in the same tick of the clock', async () => {
  const read = async (): Promise<string | undefined> => {
    const { course: found } = await checkCourse(course.root, { keep })
    return found.find('01-first')?.steps[1]?.files['main.py']
  }
  await read()
  const { atime, mtime } = await lstat(file)
  await writeFile(file, "print('hallo')\n")
  await utimes(file, atime, mtime)
  expect(await read()).toBe("print('hallo')\n")
})

describe('who looks again and again', () => {
  test('is told what was saved, and reads that alone', async () => {
    const check = courseChecker(course.root, { keep })
    const program = async (saved?: readonly string[]): Promise<string | undefined> =>
      (await check(saved)).course.find('01-first')?.steps[1]?.files['main.py']
    await program()
    await writeFile(file, "print('hallo')\n")
    expect(await program(['02-second/lesson.yaml'])).toBe("print('hello')\n")
    expect(await program(['01-first/02-run/main.py'])).toBe("print('hallo')\n")
  })

  test.each([undefined, [''], ['01-first'], ['README.md'], ['01-first/02-run']])(
    'looks at a lesson when %j was saved',
    async (saved) => {
      const check = courseChecker(course.root, { keep })
      const first = (await check()).editionOf('01-first')
      await writeFile(file, "print('hallo')\n")
      expect((await check(saved)).editionOf('01-first')).not.toBe(first)
    },
  )

  test('an edition is the same until its lesson is another, with what is kept and without', async () => {
    for (const how of [{}, { keep }]) {
      const check = courseChecker(course.root, how)
      const first = (await check()).editionOf('01-first')
      expect((await check()).editionOf('01-first')).toBe(first)
      await writeFile(join(course.root, 'glossary.md'), '## thing\n\nA thing.\n')
      const second = (await check()).editionOf('01-first')
      expect(second).not.toBe(first)
      await writeFile(join(course.root, 'glossary.md'), '## thing\n\nOther words.\n')
      expect((await check()).editionOf('01-first')).toBe(second)
      await rm(join(course.root, 'glossary.md'))
    }
  })
})
