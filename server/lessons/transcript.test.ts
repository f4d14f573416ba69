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
    ['the same lines', 'a\nb\n', ['a', 'b'], true],
    ['a line too few', 'a\nb\n', ['a'], false],
    ['a line too many', 'a\n', ['a', 'b'], false],
    ['another order', 'a\nb\n', ['b', 'a'], false],
    ['nothing, as claimed', '', [], true],
    ['a pattern', 'took {{[0-9.]+}} s\n', ['took 1.25 s'], true],
    ['no such pattern', 'took {{[0-9.]+}} s\n', ['took long s'], false],
    ['brackets and dots as they are', "{'type': 1}.\n", ["{'type': 1}."], true],
    ['any lines between', 'a\n...\nd\n', ['a', 'b', 'c', 'd'], true],
    ['any lines at the end', 'a\n...\n', ['a', 'b'], true],
    ['what never comes after any lines', 'a\n...\nd\n', ['a', 'b'], false],
  ])('takes %s', (_name, written, seen, fits) => {
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
