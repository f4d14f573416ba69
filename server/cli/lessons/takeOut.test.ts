/** What is asked of `npm run lessons -- export` and `print`. */
import { expect, test } from 'vitest'
import { Problem } from '../setup/problem.ts'
import { readTakeOut } from './takeOut.ts'

test('a lesson, where it goes, and where it comes from', () => {
  expect(readTakeOut(['export', '01'])).toEqual({
    ...{ type: 'export', lesson: '01', lessons: undefined },
  })
  expect(readTakeOut(['print', '--out', 'a.html', '01', '--lessons', 'mine'])).toEqual({
    ...{ type: 'print', lesson: '01', out: 'a.html', lessons: 'mine' },
  })
})

test.each([[[]], [['lint']], [['--json']], [['export', '--help']]])('%j is not for it', (words) => {
  expect(readTakeOut(words)).toBeUndefined()
})

test.each([[['export']], [['export', '01', '02']], [['print', '01', '--out']], [['print', '-x']]])(
  '%j is asked wrongly',
  (words) => {
    expect(() => readTakeOut(words)).toThrow(Problem)
  },
)
