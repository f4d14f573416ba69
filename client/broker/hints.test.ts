import { expect, test } from 'vitest'
import type { CommandDoc } from '../../server/protocol/index.ts'
import { completions, hintFor } from './hints.ts'

const docs: CommandDoc[] = [
  'PUBLISH',
  'PUBSUB CHANNELS',
  'PUBSUB NUMSUB',
  'SET',
  'SETEX',
  'GET',
].map((name) => ({ name, args: `args of ${name}`, summary: '' }))

test('what was begun is completed, in any case', () => {
  expect(completions('pub', docs)).toEqual(['PUBLISH', 'PUBSUB CHANNELS', 'PUBSUB NUMSUB'])
  expect(completions('  pubsub  n', docs)).toEqual(['PUBSUB NUMSUB'])
  expect(completions('', docs)).toEqual([])
  expect(completions('set key', docs)).toEqual([])
})

test('several names are told while the name is typed', () => {
  expect(hintFor('se', docs)).toEqual({ type: 'names', names: ['SET', 'SETEX'] })
  expect(hintFor('set', docs)).toEqual({ type: 'names', names: ['SET', 'SETEX'] })
})

test.each([
  ['set key', 'SET'],
  ['get', 'GET'],
  ['PUBSUB numsub a', 'PUBSUB NUMSUB'],
])('%s shows what it takes', (text, name) => {
  expect(hintFor(text, docs)).toMatchObject({ type: 'doc', doc: { name } })
})

test('of what is no command nothing is told', () => {
  expect(hintFor('nosuch thing', docs)).toEqual({ type: 'none' })
  expect(hintFor(' ', docs)).toEqual({ type: 'none' })
})
