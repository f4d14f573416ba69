/** Transcripts against what was printed, and how a difference reads. */
import { describe, expect, test } from 'vitest'
import { accepted } from './shares.ts'
import { agrees, compare, transcriptOf } from './transcript.ts'

const race = transcriptOf([
  { any_order: 'Sent 1\n', maybe: 'Received 1\n' },
  { any_order: 'Sent 2\nReceived 2\n' },
])

describe('a transcript', () => {
  test.each([
    { name: 'the same lines', written: 'a\nb\n', seen: ['a', 'b'], fits: true },
    { name: 'a line too few', written: 'a\nb\n', seen: ['a'], fits: false },
    { name: 'a line too many', written: 'a\n', seen: ['a', 'b'], fits: false },
    { name: 'another order', written: 'a\nb\n', seen: ['b', 'a'], fits: false },
    { name: 'nothing, as claimed', written: '', seen: [], fits: true },
    { name: 'a pattern', written: 'took {{[0-9.]+}} s\n', seen: ['took 1.25 s'], fits: true },
    {
      name: 'no such pattern',
      written: 'took {{[0-9.]+}} s\n',
      seen: ['took long s'],
      fits: false,
    },
    {
      name: 'brackets and dots as they are',
      written: "{'type': 1}.\n",
      seen: ["{'type': 1}."],
      fits: true,
    },
    { name: 'any lines between', written: 'a\n...\nd\n', seen: ['a', 'b', 'c', 'd'], fits: true },
    { name: 'any lines at the end', written: 'a\n...\n', seen: ['a', 'b'], fits: true },
    {
      name: 'what never comes after any lines',
      written: 'a\n...\nd\n',
      seen: ['a', 'b'],
      fits: false,
    },
  ])('takes $name: $fits', ({ written, seen, fits }) => {
    expect(agrees(transcriptOf(written), seen)).toBe(fits)
  })

  test.each([
    [['Sent 1', 'Received 1', 'Received 2', 'Sent 2'], true],
    [['Received 1', 'Sent 1', 'Sent 2', 'Received 2'], true],
    [['Sent 1', 'Sent 2', 'Received 2'], true],
    [['Sent 1', 'Sent 2'], false],
    [['Sent 1', 'Sent 2', 'Received 2', 'Received 2'], false],
  ])('may leave the order free: %s', (seen, fits) => {
    expect(agrees(race, seen)).toBe(fits)
  })

  test('shows claimed and observed as a difference', () => {
    const differences = compare(transcriptOf('a\nb\nc\n'), ['a', 'x', 'c', 'd'])
    expect(differences.map(({ mark, line }) => `${mark} ${line}`)).toEqual([
      '  a',
      '- b',
      '+ x',
      '  c',
      '+ d',
    ])
  })
})

test.each([
  [
    { low: 0.15, high: 0.89, runs: 60 },
    { least: 2, most: 59 },
  ],
  [
    { low: 0, high: 0.5, runs: 10 },
    { least: 0, most: 9 },
  ],
  [
    { low: 0.5, high: 1, runs: 10 },
    { least: 1, most: 10 },
  ],
])('a share is refuted by what a true one shows once in 1,000 plays: %o', (share, bounds) => {
  expect(accepted(share)).toEqual(bounds)
})
