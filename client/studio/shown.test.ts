/** What the bar tells of how soon a save was seen. */
import { expect, test } from 'vitest'
import { shownNow } from './shown.ts'

test('what was saved before the page was opened was not waited for', () => {
  const old = { version: 1, savedAt: 1000, drawnAt: 62_750 }
  expect(shownNow(undefined, old, 60_000)).toBeUndefined()
})

test('a save is told by its first drawing, however often it is drawn', () => {
  const first = shownNow(undefined, { version: 2, savedAt: 5000, drawnAt: 5150 }, 0)
  expect(first).toEqual({ version: 2, ms: 150 })
  expect(shownNow(first, { version: 2, savedAt: 5000, drawnAt: 90_000 }, 0)).toBe(first)
  expect(shownNow(first, { version: 3, savedAt: 6000, drawnAt: 6100 }, 0)?.ms).toBe(100)
})
