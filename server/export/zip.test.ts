/** What is in a lesson's zip: the same bytes each time, names that every system can hold, links that lead somewhere. */
import { posix } from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { readConfig } from '../config.ts'
import { loadCourse, nodesOf, parseMarkdown } from '../lessons/index.ts'
import { createShelf } from './shelf.ts'
import { readSource } from './source.ts'
import { packLesson } from './zip.ts'

const { paths } = readConfig([], {})
const course = await loadCourse(paths.lessons)
const packed = await Promise.all(
  course.lessons.map(async (lesson) => {
    const { bytes, lost } = await packLesson(await readSource(lesson, paths))
    return { lesson, bytes, lost, files: unzipSync(bytes) }
  }),
)

afterEach(() => vi.useRealTimers())

describe.each(packed.map((one) => [one.lesson.id, one] as const))('%s', (id, one) => {
  const { lesson, bytes, lost, files } = one
  const names = Object.keys(files)
  const text = (name: string): string => new TextDecoder().decode(files[`${id}/${name}`])

  test('is the same whenever it is packed', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-07-01T12:00:00Z') })
    const again = await packLesson(await readSource(lesson, paths))
    expect(Buffer.compare(again.bytes, bytes)).toBe(0)
  })

  test('nothing of it is lost', () => {
    expect(lost).toEqual([])
  })

  test('every step has its whole code, and its solution', () => {
    for (const { id: step, files: own, exercise } of lesson.steps) {
      for (const [name, source] of Object.entries(own)) expect(text(`${step}/${name}`)).toBe(source)
      for (const [name, source] of Object.entries({ ...own, ...exercise?.solution }))
        if (exercise) expect(text(`${step}/solution/${name}`)).toBe(source)
      expect(text(`${step}/README.md`)).toMatch(/^# /)
    }
  })

  test('wrong attempts and settings of ours stay here', () => {
    expect(names.filter((name) => /\/wrong\/|\.yaml$/.test(name))).toEqual([])
  })

  test('each link of each page leads to a file', () => {
    for (const name of names.filter((file) => file.endsWith('.md'))) {
      const source = new TextDecoder().decode(files[name])
      for (const node of nodesOf(parseMarkdown(source))) {
        if (node.type !== 'link' || /^https?:/.test(node.url)) continue
        const [path = ''] = node.url.split('#')
        const target = path === '' ? name : posix.join(posix.dirname(name), path)
        expect(names).toContain(target)
      }
    }
  })

  test('the questions tell nothing of their answers', () => {
    const quiz = text('quiz.md')
    for (const { id: question } of lesson.view.questions) expect(question).toBeTruthy()
    expect(quiz.match(/^## \d+\. /gm)).toHaveLength(lesson.view.questions.length)
    expect(text('answers.md').match(/^## \d+\. /gm)).toHaveLength(lesson.view.questions.length)
    expect(quiz).not.toContain('**Right:**')
    expect(text('answers.md')).not.toMatch(/\*\*Right:\*\* *(\n\n(?!```)|@|`undefined`)/)
  })

  test('every name can be held by Windows', () => {
    const lower = names.map((name) => name.toLowerCase())
    expect(new Set(lower).size).toBe(names.length)
    for (const name of names) expect(name).not.toMatch(/[<>:"\\|?*]|[. ](\/|$)/)
  })
})

test('pins are those of our labs, and only of what is imported', () => {
  const [first, second] = packed.map(({ lesson, files }) =>
    new TextDecoder().decode(files[`${lesson.id}/requirements.txt`]),
  )
  expect(first).toMatch(/^redis==[\d.]+\nDjango==[\d.]+\nasgiref==[\d.]+\nsqlparse==[\d.]+$/m)
  expect(second).toMatch(/^redis==[\d.]+\n$/m)
  expect(second).not.toContain('Django')
})

describe('the shelf', () => {
  test('packs once for many, and gives the etag of the content', async () => {
    const shelf = createShelf(course, paths)
    const id = course.lessons[0]?.id ?? ''
    const [one, two] = await Promise.all([shelf(id), shelf(id)])
    expect(one).toBe(two)
    expect(one).toBe(await shelf(id))
    expect((await createShelf(course, paths)(id))?.etag).toBe(one?.etag)
  })

  test('has nothing for what is no lesson', async () => {
    expect(await createShelf(course, paths)('99-nothing')).toBeUndefined()
  })

  test('tries again what was broken on disk', async () => {
    const broken = { ...paths, requirements: '/nowhere' }
    const shelf = createShelf(course, broken)
    const id = course.lessons[0]?.id ?? ''
    await expect(shelf(id)).rejects.toThrow('ENOENT')
    broken.requirements = paths.requirements
    await expect(shelf(id)).resolves.toHaveProperty('etag')
  })
})
