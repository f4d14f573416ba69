/** The judge: each fact is held, broken or open at the moment that decides it. */
import { describe, expect, test } from 'vitest'
import type { Claim, Observation, Verdict } from './claim.ts'
import { createJudge } from './judge.ts'

const line = (text: string, program = 'main', stream: 'out' | 'err' = 'out'): Observation => ({
  type: 'output',
  program,
  at: 0,
  stream,
  line: text,
})
const waits = (at: number, what: 'redis' | 'sleep' | undefined, program = 'main'): Observation => ({
  type: 'activity',
  program,
  at,
  waits: what,
})
const ended = (code: number, program = 'main'): Observation => ({
  type: 'ended',
  program,
  at: 0,
  reason: { type: 'exit', code },
})
const stopped: Observation = { type: 'ended', program: 'main', at: 0, reason: { type: 'stopped' } }
const beat = (ms: number): Observation => ({
  type: 'beat',
  program: 'main',
  beat: { type: 'answered', at: 0, ms, status: 200 },
})
const silent: Observation = {
  type: 'beat',
  program: 'main',
  beat: { type: 'timeout', at: 0, ms: 1000 },
}

const output = (value: string, min = 1, max = Infinity): Claim => ({
  fact: 'output',
  text: { how: 'line', value },
  times: { min, max },
})

/** The verdict after each observation, then the one at the end. */
function verdicts(claim: Claim, observations: readonly Observation[]): Verdict[] {
  const judge = createJudge(claim)
  return [...observations.map((observation) => judge.see(observation)), judge.end()]
}

describe('output', () => {
  const cases: readonly (readonly [string, Claim, readonly Observation[], readonly Verdict[]])[] = [
    [
      'at least once holds at once',
      output('a'),
      [line('b'), line('a'), line('b')],
      ['open', 'held', 'held', 'held'],
    ],
    ['never seen is broken at the end', output('a'), [line('b')], ['open', 'broken']],
    ['none is open until the end', output('a', 0, 0), [line('b')], ['open', 'held']],
    ['none is broken at the first', output('a', 0, 0), [line('a')], ['broken', 'broken']],
    [
      'a range holds at the end',
      output('a', 1, 2),
      [line('a'), line('a')],
      ['open', 'open', 'held'],
    ],
    [
      'a range is broken by one too many',
      output('a', 1, 1),
      [line('a'), line('a')],
      ['open', 'broken', 'broken'],
    ],
    ['a line is the whole line', output('a'), [line('ab')], ['open', 'broken']],
  ]
  test.each(cases)('%s', (...[, claim, observations, expected]) => {
    expect(verdicts(claim, observations)).toEqual(expected)
  })

  test('may be part of a line, or a pattern in it', () => {
    const has: Claim = {
      fact: 'output',
      text: { how: 'has', value: 'b' },
      times: { min: 1, max: Infinity },
    }
    expect(createJudge(has).see(line('abc'))).toBe('held')
    const pattern: Claim = { ...has, text: { how: 'matches', value: '^a.c$' } }
    expect(createJudge(pattern).see(line('abc'))).toBe('held')
  })

  test('counts only its stream and its program', () => {
    const judge = createJudge({
      ...output('a'),
      fact: 'output',
      of: 'main',
      stream: 'err',
    } as Claim)
    expect(judge.see(line('a'))).toBe('open')
    expect(judge.see(line('a', 'other', 'err'))).toBe('open')
    expect(judge.see(line('a', 'main', 'err'))).toBe('held')
  })
})

describe('thread', () => {
  const claim: Claim = { fact: 'thread', of: 'main', waitsFor: 'redis', lastingMs: 300 }

  test('holds when the wait has lasted, told by the clock alone', () => {
    const judge = createJudge(claim)
    expect(judge.due).toBeUndefined()
    expect(judge.see(waits(100, 'redis'))).toBe('open')
    expect(judge.due).toBe(400)
    expect(judge.tick(399)).toBe('open')
    expect(judge.tick(400)).toBe('held')
    expect(judge.due).toBeUndefined()
  })

  test('begins anew after a break', () => {
    const judge = createJudge(claim)
    judge.see(waits(0, 'redis'))
    judge.see(waits(200, undefined))
    judge.see(waits(250, 'redis'))
    expect(judge.tick(500)).toBe('open')
    expect(judge.due).toBe(550)
    expect(judge.tick(550)).toBe('held')
  })

  test('holds though its end is the next thing heard', () => {
    const judge = createJudge(claim)
    judge.see(waits(0, 'redis'))
    expect(judge.see(waits(5000, undefined))).toBe('held')
  })

  test('is not held by another wait, another program, or a program that has ended', () => {
    const judge = createJudge(claim)
    judge.see(waits(0, 'sleep'))
    judge.see(waits(0, 'redis', 'other'))
    expect(judge.tick(1000)).toBe('open')
    judge.see(waits(1000, 'redis'))
    judge.see(ended(0))
    expect(judge.tick(2000)).toBe('open')
    expect(judge.end()).toBe('broken')
  })
})

describe('heartbeat, ends, running', () => {
  test('a heartbeat holds at the first answer that is fast enough', () => {
    expect(verdicts({ fact: 'heartbeat', answersMs: 100 }, [silent, beat(101), beat(4)])).toEqual([
      'open',
      'open',
      'held',
      'held',
    ])
  })

  test('an end holds with its code, and is broken by another end', () => {
    expect(verdicts({ fact: 'ends', code: 0 }, [ended(0)])).toEqual(['held', 'held'])
    expect(verdicts({ fact: 'ends', code: 0 }, [ended(1)])).toEqual(['broken', 'broken'])
    expect(verdicts({ fact: 'ends' }, [ended(3)])).toEqual(['held', 'held'])
    expect(verdicts({ fact: 'ends' }, [stopped])).toEqual(['broken', 'broken'])
    expect(verdicts({ fact: 'ends' }, [])).toEqual(['broken'])
  })

  test('running is known at the end, and only of a program that was seen', () => {
    expect(verdicts({ fact: 'running' }, [line('a')])).toEqual(['open', 'held'])
    expect(verdicts({ fact: 'running' }, [line('a'), ended(0)])).toEqual([
      'open',
      'broken',
      'broken',
    ])
    expect(verdicts({ fact: 'running' }, [])).toEqual(['broken'])
  })
})

describe('all, any, not', () => {
  const both: Claim = { fact: 'all', claims: [output('a'), output('b')] }
  const either: Claim = { fact: 'any', claims: [output('a'), output('b', 0, 0)] }

  test('all is as bad as its worst part', () => {
    expect(verdicts(both, [line('a'), line('b')])).toEqual(['open', 'held', 'held'])
    expect(verdicts(both, [line('a')])).toEqual(['open', 'broken'])
  })

  test('any is as good as its best part', () => {
    expect(verdicts(either, [line('b'), line('a')])).toEqual(['open', 'held', 'held'])
    expect(verdicts(either, [line('c')])).toEqual(['open', 'held'])
    expect(verdicts(either, [line('b')])).toEqual(['open', 'broken'])
  })

  test('not turns the verdict round, and what never came about is not', () => {
    const never: Claim = { fact: 'not', claim: output('a') }
    expect(verdicts(never, [line('a')])).toEqual(['broken', 'broken'])
    expect(verdicts(never, [line('b')])).toEqual(['open', 'held'])
  })

  test('the earliest due part makes the whole due', () => {
    const thread = (lastingMs: number): Claim => ({ fact: 'thread', waitsFor: 'redis', lastingMs })
    const judge = createJudge({ fact: 'all', claims: [thread(300), thread(100)] })
    judge.see(waits(0, 'redis'))
    expect(judge.due).toBe(100)
    expect(judge.tick(100)).toBe('open')
    expect(judge.due).toBe(300)
    expect(judge.tick(300)).toBe('held')
  })
})
