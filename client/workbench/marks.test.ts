/** What is said beside lines of code. */
import { describe, expect, it } from 'vitest'
import type { KnownThread } from '../session/index.ts'
import { crashOf } from './crash.ts'
import { marksOf } from './marks.ts'
import { unreached } from './unreached.ts'

const thread = (more: Partial<KnownThread> = {}): KnownThread => ({
  ...{ type: 'thread', at: 1_000, run: 1, program: 'app', process: 2, id: 2, thread: 'MainThread' },
  ...{ daemon: false, state: 'waiting', for: 'redis', file: 'views.py', line: 14 },
  ...{ function: 'listen', heldSince: 1_000 },
  ...more,
})
const marks = (threads: KnownThread[], more: { now?: number; blocking?: string } = {}) =>
  marksOf({ threads, now: more.now ?? 5_200, blocking: more.blocking }).map(
    ({ line, meaning, say, time }) => `${line} ${meaning}: ${say}${time}`,
  )

describe('a mark', () => {
  it('names the thread that waits, and for how long', () => {
    expect(marks([thread()])).toEqual(['14 waiting: MainThread waits here, 4.2 s'])
  })

  it('is blocked where the page waits for the only thread that serves it, not for another', () => {
    const beside = thread({ id: 3, thread: 'Thread-1 (listen)', line: 20 })
    expect(marks([thread(), beside], { blocking: 'app' })).toEqual([
      '14 blocked: MainThread waits here, 4.2 s',
      '20 waiting: Thread-1 (listen) waits here, 4.2 s',
    ])
  })

  it('does not flash: it needs 300 ms, and is gone for who runs or has no line', () => {
    expect(marks([thread()], { now: 1_299 })).toEqual([])
    expect(marks([thread()], { now: 1_300 })).toHaveLength(1)
    const { heldSince: _, ...runs } = thread({ state: 'running' })
    const { file: __, ...nowhere } = thread()
    expect(marks([runs, nowhere])).toEqual([])
  })

  it('says what for, and of a sleep how much', () => {
    const whom = 'Thread-1 (listen)'
    const say = (more: Partial<KnownThread>) => marks([thread(more)])[0]?.split(': ')[1]
    expect(say({ for: 'join', whom })).toBe('MainThread waits here for Thread-1 (listen), 4.2 s')
    expect(say({ for: 'input' })).toBe('MainThread waits here for your input, 4.2 s')
    expect(say({ for: 'lock' })).toBe('MainThread waits here for a lock, 4.2 s')
    expect(say({ state: 'asleep', at: 4_800, until: 5_800 })).toBe(
      'MainThread sleeps here, 0.4 of 1 s',
    )
    expect(say({ state: 'asleep', loopHeldSince: 4_500 })).toBe(
      'MainThread holds up the event loop here, 0.7 s',
    )
  })

  it('joins threads of one line, and counts beyond three', () => {
    const names = ['Thread-1', 'Thread-2', 'Thread-3', 'Thread-4', 'Thread-5']
    const some = names.map((name, id) => thread({ id, thread: name, heldSince: 2_000 - id }))
    expect(marks(some.slice(0, 2))).toEqual(['14 waiting: Thread-1, Thread-2 wait here, 3.2 s'])
    expect(marks(some)).toEqual(['14 waiting: Thread-1, Thread-2 and 3 more wait here, 3.2 s'])
  })

  it('tells processes and programs apart where there are several', () => {
    const child = thread({ id: 9, process: 9 })
    expect(marks([thread({ line: 3 }), child])).toEqual([
      '3 waiting: MainThread (process 2) waits here, 4.2 s',
      '14 waiting: MainThread (process 9) waits here, 4.2 s',
    ])
    const other = thread({ run: 2, program: 'second' })
    expect(marks([thread(), other])).toEqual([
      '14 waiting: MainThread of app, MainThread of second wait here, 4.2 s',
    ])
  })
})

describe('a crash', () => {
  const trace = (file: string, last: string) => [
    ...['before', 'Traceback (most recent call last):'],
    ...[`  File "${file}", line 7, in <module>`, '    r.ping()', '    ^'],
    ...['  File "/opt/python/redis/client.py", line 1, in ping', '    boom()', last, ''],
  ]
  const at = (lines: string[]) => crashOf(lines, '/home/learner/step/')

  it('is at the innermost line of the learner’s own, with the exception’s last line', () => {
    expect(at(trace('/home/learner/step/a/main.py', "NameError: name 'r' is not defined"))).toEqual(
      {
        file: 'a/main.py',
        line: 7,
        say: "NameError: name 'r' is not defined",
      },
    )
  })

  it('is none for Stop, for other folders, and while the traceback is not whole', () => {
    expect(at(trace('/home/learner/step/main.py', 'KeyboardInterrupt'))).toBeUndefined()
    expect(at(trace('/home/learner/other/main.py', 'ValueError: x'))).toBeUndefined()
    expect(at(trace('/home/learner/step/main.py', 'ValueError').slice(0, 6))).toBeUndefined()
    expect(at(['ValueError: x'])).toBeUndefined()
  })

  it('is found in the colours of Python 3.13', () => {
    const lines = [
      'Traceback (most recent call last):',
      '  File \u001B[35m"/home/learner/step/main.py"\u001B[0m, line \u001B[35m4\u001B[0m, in \u001B[35m<module>\u001B[0m',
      '    \u001B[31m1\u001B[0m\u001B[1;31m/\u001B[0m\u001B[31m0\u001B[0m',
      '    \u001B[31m~\u001B[0m\u001B[1;31m^\u001B[0m\u001B[31m~\u001B[0m',
      '\u001B[1;35mZeroDivisionError\u001B[0m: \u001B[35mdivision by zero\u001B[0m',
    ]
    const say = 'ZeroDivisionError: division by zero'
    expect(at(lines)).toEqual({ file: 'main.py', line: 4, say })
  })

  it('is the last one', () => {
    const two = [
      ...trace('/home/learner/step/a.py', 'ValueError: 1'),
      ...trace('/home/learner/step/b.py', 'ValueError: 2'),
    ]
    expect(at(two)).toMatchObject({ file: 'b.py', say: 'ValueError: 2' })
  })
})

describe('lines that are not reached', () => {
  const view = [
    ...['import redis', '', 'def listen(request):', '    pubsub = r.pubsub()'],
    ...['    for message in pubsub.listen():', '        print(message)'],
    ...["    return HttpResponse('done')", '', '', 'def other():', '    pass', ''],
  ].join('\n')

  it('follow a loop over listen() up to the function’s end', () => {
    expect(unreached(view, { line: 5, function: 'listen' })).toEqual([7, 7])
  })

  it('follow it up to the file’s end outside of functions', () => {
    const main = 'for m in p.listen():\n    print(m)\n\nprint(1)\nprint(2)\n'
    expect(unreached(main, { line: 1, function: '<module>' })).toEqual([4, 5])
  })

  it.each([
    ['another kind of line', view, { line: 4, function: 'listen' }],
    ['another function', view, { line: 5, function: 'other' }],
    [
      'a loop that nothing follows',
      'for m in p.listen():\n    x()\n',
      { line: 1, function: '<module>' },
    ],
    [
      'a try around it',
      'try:\n    for m in p.listen():\n        x()\nexcept OSError:\n    y()\n',
      { line: 2, function: '<module>' },
    ],
    [
      'text in which indentation says nothing',
      'for m in p.listen():\n    x("""\na\n""")\ny()\n',
      { line: 1, function: '<module>' },
    ],
  ])('are none for %s', (_, text, held) => {
    expect(unreached(text, held)).toBeUndefined()
  })
})
