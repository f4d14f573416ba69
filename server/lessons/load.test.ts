/** The loader: what a good course becomes, and that a broken one is refused whole. */
import { afterEach, describe, expect, test } from 'vitest'
import { writeCourse } from './course.fixture.ts'
import type { Changes, TemporaryCourse } from './course.fixture.ts'
import { loadCourse } from './load.ts'
import { CourseError } from './mistakes.ts'

let course: TemporaryCourse | undefined
afterEach(async () => {
  await course?.remove()
  course = undefined
})

const step = '01-first/02-run/step.yaml'
const readme = '01-first/02-run/README.md'

test('a broken course is refused, with all its mistakes at once', async () => {
  course = await writeCourse({
    '01-first/lesson.yaml': 'title: First\nsummary: One.\ngoals: [a]\n',
    [step]: 'programs: {}\n',
    '01-first/quiz.yaml': 'questions: 3\n',
  })
  const refused: unknown = await loadCourse(course.root).catch((error: unknown) => error)
  expect(refused instanceof CourseError && refused.mistakes.map((mistake) => mistake.path)).toEqual(
    [step, '01-first/lesson.yaml', '01-first/quiz.yaml'],
  )
})

const two = (rest: string) =>
  `programs:\n  main: { file: main.py }\n  other: { file: main.py${rest} }\n`

describe('a good course', () => {
  async function load(changes: Changes = {}) {
    course = await writeCourse(changes)
    return loadCourse(course.root)
  }

  test('has its lessons by name and its steps in the order of their numbers', async () => {
    const loaded = await load()
    expect(loaded.find('01-first')?.view.card).toEqual({
      id: '01-first',
      title: 'First',
      summary: 'One lesson.',
      minutes: 5,
      goals: ['Do it.'],
      steps: [
        { id: '01-read', title: 'Read' },
        { id: '02-run', title: 'Run' },
      ],
      questions: [expect.stringMatching(/^[0-9a-f]{16}$/)],
      shape: ['read', 'printed'],
    })
    expect(loaded.find('02-second')).toBeUndefined()
  })

  test('may have steps that are only read', async () => {
    const lessons = (await load()).lessons
    expect(lessons[0]?.view.steps[0]).toMatchObject({ id: '01-read', programs: [], files: [] })
  })

  test('shows the own files of a step, and places the shared ones unseen', async () => {
    const loaded = await load({ '01-first/shared/tool.py': 'x = 1\n' })
    expect(loaded.lessons[0]?.view.steps[1]?.files.map((file) => file.name)).toEqual(['main.py'])
    expect(Object.keys(loaded.lessons[0]?.steps[1]?.files ?? {})).toEqual(['tool.py', 'main.py'])
  })

  test('lets a step go on with the files of an earlier one', async () => {
    const loaded = await load({
      '01-first/03-more/README.md': '# More\n',
      '01-first/03-more/step.yaml':
        'programs:\n  main: { file: main.py }\nfrom: 02-run\nreadonly: [main.py]\n',
      '01-first/03-more/other.py': '',
    })
    expect(loaded.lessons[0]?.view.steps[2]?.files).toEqual([
      { name: 'main.py', text: "print('hello')\n", readonly: true },
      { name: 'other.py', text: '', readonly: false },
    ])
  })

  test('goes on from an exercise as it is solved, and says in which files', async () => {
    const exercise =
      'exercise:\n  checks: { it: { say: It ends., ends: {} } }\n  hints: { any: { say: Look. } }\n  wrong: {}\n'
    const loaded = await load({
      [step]: `programs:\n  main: { file: main.py }\n${exercise}`,
      [readme]: '# Run\n\n## Your turn\n\nMend it.\n',
      '01-first/02-run/solution/main.py': "print('solved')\n",
      '01-first/03-more/README.md': '# More\n',
      '01-first/03-more/step.yaml': 'programs:\n  main: { file: main.py }\nfrom: 02-run\n',
      '01-first/04-own/README.md': '# Own\n',
      '01-first/04-own/step.yaml': 'programs:\n  main: { file: main.py }\nfrom: 02-run\n',
      '01-first/04-own/main.py': "print('own')\n",
    })
    const [, , more, own] = loaded.lessons[0]?.view.steps ?? []
    expect(more?.files[0]?.text).toBe("print('solved')\n")
    expect(more?.goesOn).toEqual({ step: '02-run', title: 'Run', files: ['main.py'] })
    expect(own?.files[0]?.text).toBe("print('own')\n")
    expect(own?.goesOn).toBeUndefined()
  })

  test('says commands as they are typed, and starts in words', async () => {
    const loaded = await load({
      [step]: two(
        `, args: ['a b', "it's"], start: { after: { thread: { of: main, waits_for: redis } } }`,
      ),
    })
    const [first, second] = loaded.lessons[0]?.view.steps[1]?.programs ?? []
    expect(first?.command).toBe('python main.py')
    expect(second).toEqual({
      id: 'other',
      label: 'main.py',
      file: 'main.py',
      command: `python main.py 'a b' 'it'\\''s'`,
      start: 'run',
    })
    expect(loaded.lessons[0]?.steps[1]?.programs[1]?.start).toEqual({
      after: { fact: 'thread', of: 'main', waitsFor: 'redis', lastingMs: 0 },
      say: 'Starts when main.py waits for Redis.',
    })
  })

  test('gives an app its usual beat', async () => {
    const loaded = await load({
      [step]: 'programs:\n  main: { file: main.py, app: { port: 8000, visits: [/, /listen/] } }\n',
    })
    expect(loaded.lessons[0]?.steps[1]?.programs[0]?.heartbeat).toEqual({
      port: 8000,
      path: '/',
      everyMs: 250,
      timeoutMs: 1000,
    })
    expect(loaded.lessons[0]?.view.steps[1]?.programs[0]?.heartbeat).toEqual({
      path: '/',
      label: '/',
    })
    expect(loaded.lessons[0]?.view.steps[1]?.programs[0]?.app).toEqual({
      port: 8000,
      visits: ['/', '/listen/'],
    })
  })

  test('serves the pictures of its steps and nothing else', async () => {
    const loaded = await load({
      '01-first/02-run/a.png': 'x',
      [readme]: '# Run\n\n![A drawing](a.png)\n',
    })
    expect(loaded.asset('01-first', '02-run/a.png')).toBe(`${course?.root}/01-first/02-run/a.png`)
    expect(loaded.asset('01-first', '02-run/main.py')).toBeUndefined()
    expect(loaded.asset('01-first', '../../etc/passwd')).toBeUndefined()
    expect(loaded.lessons[0]?.view.steps[1]?.html).toContain(
      'src="/api/assets/01-first/02-run/a.png"',
    )
  })

  test('does not mind what Python and editors leave behind', async () => {
    await load({
      '01-first/02-run/__pycache__/main.pyc': 'x',
      '01-first/.DS_Store': 'x',
      '01-first/02-run/main.py~': 'x',
    })
    expect(course).toBeDefined()
  })
})
