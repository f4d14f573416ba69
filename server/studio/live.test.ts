/** The course while it is written: each lesson as it last was without mistakes. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { courseChecker } from '../lessons/index.ts'
import { Learners, RETURNING } from './learners.ts'
import { LiveCourse } from './live.ts'
import { writeTwoLessons } from './written.fixture.ts'
import type { Written } from './written.fixture.ts'

let course: Written
let live: LiveCourse
beforeEach(async () => {
  course = await writeTwoLessons()
  live = new LiveCourse(courseChecker(course.root))
})
afterEach(() => course.remove())

const titleOf = (lesson: string): string | undefined => live.find(lesson)?.view.steps[0]?.title

test('at first every lesson is new; afterwards those whose page is another', async () => {
  expect(await live.look()).toEqual({ changed: ['01-first', '02-second'], mistakes: [] })
  expect((await live.look()).changed).toEqual([])
  await course.write('02-second/01-read/README.md', '# Read it\n\nOnly read.\n')
  expect((await live.look()).changed).toEqual(['02-second'])
  expect(titleOf('02-second')).toBe('Read it')
})

test('a lesson with mistakes stays as it was, others go on, and it goes on when it is mended', async () => {
  await live.look()
  await course.write('01-first/01-run/README.md', '# Run it\n\nSee [`print`](man.py).\n')
  await course.write('02-second/01-read/README.md', '# Read it\n\nOnly read.\n')
  const looked = await live.look()
  expect(looked.changed).toEqual(['02-second'])
  expect(looked.mistakes).toMatchObject([{ path: '01-first/01-run/README.md', line: 3 }])
  expect([titleOf('01-first'), titleOf('02-second')]).toEqual(['Run', 'Read it'])
  await course.write('01-first/01-run/README.md', '# Run it\n\nSee [`print`](main.py).\n')
  expect(await live.look()).toEqual({ changed: ['01-first'], mistakes: [] })
  expect(titleOf('01-first')).toBe('Run it')
})

test('a lesson that never was without mistakes is shown as far as it can be read', async () => {
  await course.write('01-first/lesson.yaml', 'titel: First\n')
  expect((await live.look()).mistakes.length).toBeGreaterThan(0)
  expect(titleOf('01-first')).toBe('Run')
  await course.write('01-first/01-run/README.md', '# Run it\n\nNew.\n')
  expect((await live.look()).changed).toEqual(['01-first'])
})

test('a warning keeps nothing back', async () => {
  await live.look()
  await course.write('02-second/01-read/README.md', `# Read it\n\n${'word '.repeat(200)}\n`)
  const { mistakes } = await live.look()
  expect(mistakes.map(({ weight }) => weight)).toContain('warning')
  expect(titleOf('02-second')).toBe('Read it')
})

test('a learner who returns has seen and answered everything, and one on the first visit nothing', async () => {
  await live.look()
  const learners = new Learners(live)
  expect(await learners.load('first-0123456789012345')).toEqual([])
  const entries = await learners.load(`${RETURNING}012345678901`)
  const values = new Map(entries.map(({ key, value }) => [key, JSON.parse(value ?? '') as unknown]))
  expect(values.get('seen/02-second/01-read')).toBe(true)
  const question = live.find('01-first')?.view.questions[0]
  const right = question?.kind === 'single' ? question.options : []
  const answer = values.get('answer/01-first/what') as { tries: { parts: string[] }[] }
  expect(right.find(({ key }) => key === answer.tries[0]?.parts[0])?.html).toContain('hello')
  expect(values.get('answer/01-first/fill')).toMatchObject({ tries: [{ parts: ['print'] }] })
  await learners.save('first-0123456789012345', [{ key: 'place', at: 2, value: '1' }])
  await learners.save('first-0123456789012345', [{ key: 'place', at: 1, value: '0' }])
  expect(await learners.load('first-0123456789012345')).toEqual([
    { key: 'place', at: 2, value: '1' },
  ])
})
