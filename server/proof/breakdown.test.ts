/** What broke down in a play is told beside the claims that do not hold. */
import { expect, test } from 'vitest'
import type { Observation } from '../lessons/index.ts'
import { breakdowns } from './breakdown.ts'

const err = (line: string): Observation => ({
  type: 'output',
  program: 'app',
  at: 1,
  stream: 'err',
  line,
})
type State = Extract<Observation, { type: 'visit' }>['state']
const visit = (path: string, state: State): Observation => ({
  ...{ type: 'visit', at: 2, run: 1, program: 'app', visit: 1, path, state },
})
const asked: State = { type: 'asked' }
const failed: State = { type: 'answered', status: 500, ms: 3 }

const traceback = (line: number, word: string): Observation[] => [
  err('Internal Server Error: /listen/'),
  err('Traceback (most recent call last):'),
  err('  File "/usr/lib/python3/dist-packages/django/core/handlers/base.py", line 181, in _get'),
  err('    response = wrapped_callback(request)'),
  err(`  File "/home/learner/06-page/views.py", line ${line}, in listen`),
  err('    return names[0]'),
  err(word),
  err('[26/Nov/2026 05:00:00] "GET /listen/ HTTP/1.1" 500 61234'),
]

test('a page that failed is told by its path, the line of the app, and the last word of the traceback', () => {
  expect(
    breakdowns([
      visit('/listen/', asked),
      visit('/listen/', failed),
      ...traceback(12, "NameError: name 'names' is not defined"),
      visit('/', asked),
      visit('/', { type: 'answered', status: 200, ms: 1 }),
    ]),
  ).toEqual([
    "The page /listen/ of app answered 500, at line 12 of views.py: NameError: name 'names' is not defined",
  ])
})

test('each page has the traceback of its own visit, whether it came before the answer or after it', () => {
  expect(
    breakdowns([
      visit('/a/', asked),
      visit('/a/', failed),
      ...traceback(1, 'KeyError: 1'),
      visit('/b/', asked),
      ...traceback(2, 'KeyError: 2'),
      visit('/b/', failed),
    ]),
  ).toEqual([
    'The page /a/ of app answered 500, at line 1 of views.py: KeyError: 1',
    'The page /b/ of app answered 500, at line 2 of views.py: KeyError: 2',
  ])
})

test('a page that failed without a word is told all the same, and one that is not there is none', () => {
  expect(
    breakdowns([
      visit('/a/', asked),
      visit('/a/', { type: 'answered', status: 503, ms: 1 }),
      visit('/none/', { type: 'answered', status: 404, ms: 1 }),
    ]),
  ).toEqual(['The page /a/ of app answered 503.'])
})

test('a program that ended ill is told by its line and its last word', () => {
  const ended = (code: number): Observation => ({
    ...{ type: 'ended', program: 'app', at: 3, reason: { type: 'exit', code } },
  })
  expect(breakdowns([...traceback(3, 'ValueError: x').slice(0, 7), ended(1)])).toEqual([
    'app ended with code 1, at line 3 of views.py: ValueError: x',
  ])
  expect(breakdowns([ended(0)])).toEqual([])
})
