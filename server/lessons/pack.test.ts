/** What is kept of lessons: it changes nothing but the time, and nothing that happens to its file does harm. */
import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { writeCourse } from './course.fixture.ts'
import type { TemporaryCourse } from './course.fixture.ts'
import { checkCourse } from './load.ts'
import { Pack, bytesOf } from './pack.ts'

let course: TemporaryCourse
let keep = ''
beforeEach(async () => {
  course = await writeCourse({
    'glossary.md': '## thing\n\nA thing.\n',
    '02-second/lesson.yaml': `title: Second\nsummary: It has warnings.\nminutes: 90\ngoals: [Do it.]\n`,
    '02-second/01-read/README.md': `# Read\n\nGo [here](../../glossary.md#thing).\n`,
  })
  keep = await mkdtemp(join(tmpdir(), 'kept-'))
})
afterEach(async () => {
  await course.remove()
  await rm(keep, { recursive: true })
})

/** All of a course that can be asked for. */
async function whole(root: string, folder?: string) {
  const { course: read, mistakes } = await checkCourse(
    root,
    folder === undefined ? {} : { keep: folder },
  )
  const answers = read.lessons.flatMap((lesson) =>
    lesson.view.questions.map(({ id }) => lesson.judge(id, ['x']) ?? lesson.judge(id, [])),
  )
  return {
    mistakes,
    answers,
    cards: read.cards,
    glossary: read.glossary,
    lessons: read.lessons.map(({ id, view, steps, played }) => ({ id, view, steps, played })),
  }
}

async function packed(): Promise<string> {
  const [name, ...more] = await readdir(keep)
  expect(more).toEqual([])
  return join(keep, name ?? '')
}

describe('a course that was kept', () => {
  test('is the course that is read, the first time and the second', async () => {
    const read = await whole(course.root)
    expect(read.mistakes.length).toBeGreaterThan(1)
    expect(await whole(course.root, keep)).toEqual(read)
    expect(await whole(course.root, keep)).toEqual(read)
  })

  test('so are the lessons there are', async () => {
    const root = join(import.meta.dirname, '../../lessons')
    const read = await whole(root)
    expect(await whole(root, keep)).toEqual(read)
    expect(await whole(root, keep)).toEqual(read)
  })

  test.each([
    ['that has just been written', 0],
    ['that has lain there for long', 3_600_000],
  ])('is not written again when nothing has changed in one %s', async (_, later) => {
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + later)
    await whole(course.root, keep)
    const before = await stat(await packed())
    await whole(course.root, keep)
    expect((await stat(await packed())).ino).toBe(before.ino)
    clock.mockRestore()
  })

  test('is written once more when its files have lain there for a while: then they need not be read', async () => {
    // By this clock they are not even written yet.
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000)
    const inode = async () => {
      await whole(course.root, keep)
      return (await stat(await packed())).ino
    }
    const first = await inode()
    clock.mockReturnValue(Date.now() + 2 * 3_600_000)
    const second = await inode()
    expect(second).not.toBe(first)
    expect(await inode()).toBe(second)
    clock.mockRestore()
  })

  test.each([
    ['a text', '01-first/01-read/README.md', '# Otherwise\n\nText.\n'],
    ['a mistake', '01-first/01-read/README.md', 'No title.\n'],
    ['a program', '01-first/02-run/main.py', "print('other')\n"],
    ['a picture', '01-first/02-run/new.png', 'x'],
    ['the glossary', 'glossary.md', '## thing\n\nA thing.\n\nNot: next.\n'],
    ['a term', 'glossary.md', '## thing\n\nOther.\n'],
  ])('changes with %s', async (_, path, text) => {
    const before = await whole(course.root, keep)
    await writeFile(join(course.root, path), text)
    const after = await whole(course.root, keep)
    expect(after).toEqual(await whole(course.root))
    // A picture that no text shows changes nothing that can be asked for here.
    if (!path.endsWith('.png')) expect(after).not.toEqual(before)
  })

  test('loses a lesson that is gone', async () => {
    await whole(course.root, keep)
    await rm(join(course.root, '02-second'), { recursive: true })
    const after = await whole(course.root, keep)
    expect(after.cards.map(({ id }) => id)).toEqual(['01-first'])
    expect(after).toEqual(await whole(course.root))
  })

  test('can be opened after its file was replaced or taken away', async () => {
    await whole(course.root, keep)
    const { course: read } = await checkCourse(course.root, { keep })
    await rm(await packed())
    expect(read.find('02-second')?.view.card.title).toBe('Second')
    expect(read.find('03-third')).toBeUndefined()
  })
})

describe('a file that cannot be trusted', () => {
  test('is left alone wherever a byte has changed', async () => {
    const read = await whole(course.root, keep)
    const path = await packed()
    const good = await readFile(path)
    for (let at = 0; at < good.length; at += Math.ceil(good.length / 60)) {
      const bad = Buffer.from(good)
      bad[at] = (bad[at] ?? 0) ^ 0x41
      await writeFile(path, bad)
      expect(await whole(course.root, keep), `byte ${at}`).toEqual(read)
    }
  })

  test.each([
    ['empty', () => Buffer.alloc(0)],
    ['cut short', (good: Buffer) => good.subarray(0, good.length - 10)],
    ['longer', (good: Buffer) => Buffer.concat([good, Buffer.from('x')])],
    ['something else', () => Buffer.from('{"version": 1}'.repeat(50))],
  ])('%s', async (_, spoil) => {
    const read = await whole(course.root, keep)
    const path = await packed()
    await writeFile(path, spoil(await readFile(path)))
    expect(await whole(course.root, keep)).toEqual(read)
  })

  test('of another version of the code', async () => {
    await whole(course.root, keep)
    expect(Pack.open(await packed(), 'another')).toBeUndefined()
  })
})

test('where nothing can be kept the course is whole all the same', async () => {
  const read = await whole(course.root)
  const file = join(keep, 'a-file')
  await writeFile(file, '')
  expect(await whole(course.root, join(file, 'below'))).toEqual(read)
  await chmod(keep, 0o500)
  expect(await whole(course.root, keep)).toEqual(read)
  await chmod(keep, 0o700)
})

test('who writes at the same time does not disturb the other: the file is one or the other, and whole', async () => {
  const { course: read } = await checkCourse(course.root)
  const path = join(keep, 'pack')
  const lesson = (id: string) => {
    const found = read.find('01-first')
    if (!found) throw new Error('the fixture has a first lesson')
    const body = { view: found.view, steps: found.steps, played: [], sheets: new Map() }
    const bytes = bytesOf(body)
    const head = { id, card: found.view.card, pictures: [], terms: [], mistakes: [] }
    return [{ key: 'k', stamp: undefined, head, body: () => bytes }]
  }
  const one = Pack.write(path, 'v', lesson('a'))
  const two = Pack.write(path, 'v', lesson('b'))
  expect(one.lessons.get('a')?.body()?.length).toBeGreaterThan(0)
  expect(two.lessons.get('b')?.body()?.length).toBeGreaterThan(0)
  expect(Pack.open(path, 'v')?.lessons.get('b')?.key).toBe('k')
  expect(await readdir(keep)).toEqual(['pack'])
})
