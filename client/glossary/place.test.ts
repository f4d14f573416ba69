/** Where a card stands. */
import { expect, test } from 'vitest'
import { placeCard } from './place.ts'

const window = { width: 390, height: 800 }
const card = { width: 300, height: 120 }

test.each([
  ['below its word', { left: 20, top: 100, bottom: 120 }, { left: 20, top: 124 }],
  ['not out of the window', { left: 300, top: 100, bottom: 120 }, { left: 82, top: 124 }],
  [
    'above where there is no room below',
    { left: 20, top: 700, bottom: 720 },
    { left: 20, top: 576 },
  ],
  ['not before its left edge', { left: -40, top: 100, bottom: 120 }, { left: 8, top: 124 }],
])('%s', (_, word, expected) => {
  expect(placeCard(word, card, window)).toEqual(expected)
})

test('below, where there is room nowhere', () => {
  const low = { width: 390, height: 150 }
  expect(placeCard({ left: 20, top: 60, bottom: 80 }, card, low)).toEqual({ left: 20, top: 84 })
})
