/** What the terminal shows of a step. */
import { expect, test } from 'vitest'
import { seconds, step } from './step.ts'

function paper(times: number[]) {
  const written: string[] = []
  const now = () => times.shift() ?? 0
  return { written, out: { write: (text: string) => void written.push(text), now } }
}

test('a step says what it does before, and how long it took after', async () => {
  const { written, out } = paper([1000, 3340])
  await expect(step('Unpacking', async () => 7, out)).resolves.toBe(7)
  expect(written).toEqual(['Unpacking ... ', '2.3 s\n'])
})

test('a step that fails says so and passes the failure on', async () => {
  const { written, out } = paper([0, 61_000])
  const work = step('Unpacking', () => Promise.reject(new Error('no')), out)
  await expect(work).rejects.toThrow('no')
  expect(written).toEqual(['Unpacking ... ', 'failed after 1 min 1 s\n'])
})

test.each([
  [0, '0.0 s'],
  [9_940, '9.9 s'],
  [9_960, '10 s'],
  [59_600, '1 min 0 s'],
])('%d ms is shown as %s', (ms, text) => {
  expect(seconds(ms)).toBe(text)
})
