/** What becomes a transcript of what several runs printed, and what stays as the author wrote it. */
import { expect, test } from 'vitest'
import { agrees, transcriptOf } from '../lessons/index.ts'
import { transcribe } from './transcribe.ts'

test('the same lines each time are text', () => {
  expect(
    transcribe(
      [
        ['one', 'two'],
        ['one', 'two'],
      ],
      undefined,
    ),
  ).toBe('one\ntwo\n')
  expect(transcribe([[]], undefined)).toBe('')
})

test('numbers that differ become patterns, those that do not stay', () => {
  const runs = [['7 took 0.12 s'], ['7 took 0.3 s']]
  expect(transcribe(runs, undefined)).toBe('7 took {{[0-9.]+}} s\n')
})

test('another order is any_order, and what is not always there is maybe', () => {
  const runs = [
    ['Sent', 'Received', 'Lost'],
    ['Received', 'Sent'],
  ]
  expect(transcribe(runs, undefined)).toEqual([{ any_order: 'Sent\nReceived\n', maybe: 'Lost\n' }])
})

test('a line that comes twice in one run and once in another is there once, and maybe once more', () => {
  const runs = [
    ['tick', 'tock', 'tick'],
    ['tock', 'tick'],
  ]
  expect(transcribe(runs, undefined)).toEqual([{ any_order: 'tick\ntock\n', maybe: 'tick\n' }])
})

test('what is claimed and held stays as it is written', () => {
  const former = 'took {{[0-9]+}} ms\n...\n'
  expect(transcribe([['took 7 ms', 'more']], former)).toBe(former)
  const blocks = [{ any_order: 'b\na\n' }]
  expect(transcribe([['a', 'b']], blocks)).toBe(blocks)
})

test('a pattern of the author stays in the line that it still fits', () => {
  expect(transcribe([['Redis 7.0.15', 'and more']], 'Redis {{[0-9.]+}}\nand less\n')).toBe(
    'Redis {{[0-9.]+}}\nand more\n',
  )
})

test.each([[['...']], [['{{name}}']], [["{'a': {{1}}}", '7']], [['{{{']]])(
  '%j is claimed as it was printed',
  (lines) => {
    const written = transcribe([lines], undefined)
    expect(agrees(transcriptOf(written), lines)).toBe(true)
    expect(agrees(transcriptOf(written), ['something', 'else'])).toBe(false)
  },
)
