/** Claims in words, and how long ago they were proven. */
import { describe, expect, it } from 'vitest'
import type { StudioClaim } from '../../server/protocol/studio.ts'
import { hunks } from '../diff/index.ts'
import { numbered } from './numbered.ts'
import { sentences } from './sentences.ts'
import { ago, claimInWords, heldInWords, knownInWords } from './words.ts'

const claim = { lesson: 'l', step: 's', claim: 'truth it-waits', kind: 'start' } as const
const now = Date.UTC(2026, 0, 2, 12)

describe('a claim', () => {
  it.each<[Partial<StudioClaim> & Pick<StudioClaim, 'state'>, string]>([
    [{ state: 'never' }, 'never played'],
    [{ state: 'proven', provenAt: now - 120_000, ms: 4820 }, 'proven 2 min ago, 4.8 s'],
    [{ state: 'proven', ms: 1000 }, 'as claimed, 1.0 s'],
    [{ state: 'failed', ms: 120 }, 'not as claimed, 0.12 s'],
    [{ state: 'changed', provenAt: now - 3 * 3_600_000 }, 'changed since it was proven, 3 h ago'],
    [{ state: 'changed' }, 'changed since it was played'],
  ])('%o', (known, words) => {
    expect(knownInWords({ ...claim, ...known }, now)).toBe(words)
  })

  it.each([
    ['expect main', 'main prints what is claimed'],
    ['truth it-waits', 'it-waits holds'],
    ['wrong/joins', 'wrong/joins fails, with its hint'],
    ['solution', 'solution/ solves the exercise'],
  ])('%s', (name, words) => {
    expect(claimInWords(name)).toBe(words)
  })
})

it.each([
  [59_000, 'just now'],
  [3_599_000, '59 min ago'],
  [86_400_000, 'yesterday'],
  [3 * 86_400_000, '3 days ago'],
])('%i ms are %s', (ms, words) => {
  expect(ago(now - ms, now)).toBe(words)
})

it('counts what holds', () => {
  const yes = { claim: 'solution', holds: true }
  const not = { claim: 'wrong/late', holds: false }
  expect(heldInWords([yes, { ...not, holds: true }])).toBe('2 hold')
  expect(heldInWords([yes, not])).toBe('1 holds, 1 does not')
  // Neither its checks nor its hint.
  expect(heldInWords([yes, not, not])).toBe('1 holds, 1 does not')
})

it('tells what is wrong from what to do', () => {
  expect(sentences('main.py is gone. Did you mean man.py?')).toEqual([
    'main.py is gone.',
    'Did you mean man.py?',
  ])
  expect(sentences('No end')).toEqual(['No end', ''])
})

it('shows of a difference what differs, with two lines around it', () => {
  const same = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((line) => ({ mark: ' ' as const, line }))
  const lines = [
    ...same,
    { mark: '-' as const, line: 'x' },
    { mark: '+' as const, line: 'y' },
    ...same,
  ]
  const [hunk, ...more] = hunks(numbered(lines))
  expect(more).toEqual([])
  expect(hunk?.map(({ mark, text, number }) => `${number}${mark}${text}`)).toEqual([
    '6 f',
    '7 g',
    '8-x',
    '8+y',
    '9 a',
    '10 b',
  ])
})
