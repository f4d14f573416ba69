/** What the pictogram of a lesson shows. */
import { expect, test } from 'vitest'
import { join } from 'node:path'
import { writeCourse } from './course.fixture.ts'
import { loadCourse } from './load.ts'

async function shapeOf(step: string) {
  const { root, remove } = await writeCourse({
    '01-first/02-run/step.yaml': `programs:\n  main: { file: main.py }\n${step}`,
  })
  try {
    return (await loadCourse(root)).cards[0]?.shape
  } finally {
    await remove()
  }
}

test.each([
  ['', ['read', 'printed']],
  ['truths: { a: { lost: {} } }\n', ['lost', 'read']],
  ['truths: { a: { lost: { times: 0 } } }\n', ['read', 'printed']],
  ['truths: { a: { not: { lost: {} } } }\n', ['read', 'printed']],
  ['truths: { a: { published: { receivers: 0 } } }\n', ['lost', 'read']],
  ['truths: { a: { published: { receivers: 2 } } }\n', ['fan', 'read']],
  [
    'truths: { a: { order: [{ command: { name: XADD } }, { disconnected: {} }] } }\n',
    ['read', 'kept', 'cut'],
  ],
  [
    'truths: { a: { all: [{ lost: {} }, { delivered: {} }, { thread: { waits_for: redis } }] } }\n',
    ['lost', 'delivered', 'waits'],
  ],
  ['truths: { a: { ends: { code: 1 } } }\n', ['read', 'failed']],
])('%j', async (step, marks) => {
  expect(new Set(await shapeOf(step))).toEqual(new Set(marks))
})

test('the lessons there are have each their own', async () => {
  const { cards } = await loadCourse(join(import.meta.dirname, '../../lessons'))
  const shapes = cards.map(({ shape }) => shape.join(' '))
  expect(new Set(shapes).size).toBe(cards.length)
})
