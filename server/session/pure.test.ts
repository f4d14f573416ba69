import { expect, test } from 'vitest'
import { Bucket } from './bucket.ts'
import { isPlain, mergeFiles, refuseFiles } from './files.ts'
import { FLOOD_RATE, FloodMeter } from './flood.ts'
import { lineOf, Lines, MAX_LINE } from './lines.ts'
import { noteFor, type NoteInput } from './notes.ts'

test.each(['views.py', 'app/views.py', 'ä/ö.txt', '.env', 'a b.py'])(
  '%s is a plain path',
  (path) => {
    expect(isPlain(path)).toBe(true)
  },
)

test.each([
  '',
  '/etc/passwd',
  '../x',
  'a/../b',
  'a//b',
  './a',
  'a/',
  'a\\b',
  'a\nb',
  'x\0',
  'a'.repeat(201),
])('[RUN7] %j is refused as a file name', (path) => {
  expect(isPlain(path)).toBe(false)
  expect(refuseFiles({ [path]: '' })).toMatchObject({ code: 'malformed' })
})

test('[RUN7] a step has at most 100 files of 1 MB together, counted in bytes', () => {
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`f${i}`, '']))
  expect(refuseFiles(many)?.code).toBe('too-large')
  expect(refuseFiles({ a: 'é'.repeat(500_001) })?.code).toBe('too-large')
  expect(refuseFiles({ a: 'e'.repeat(1_000_000), b: null })).toBeUndefined()
})

test('[RUN6] the learner’s files lie over the lesson’s, except read-only ones', () => {
  const step = {
    id: 's',
    programs: [],
    files: { 'main.py': 'theirs', 'settings.py': 'fixed', 'other.py': 'o' },
    readonly: new Set(['settings.py']),
    observeMs: 5000,
    expect: new Map(),
    truths: [],
  }
  const own = { 'main.py': 'mine', 'settings.py': 'hacked', 'other.py': null, 'new.py': 'n' }
  expect(mergeFiles(step, own, new Set(['old.py', 'main.py']))).toEqual({
    'old.py': null,
    'main.py': 'mine',
    'settings.py': 'fixed',
    'other.py': null,
    'new.py': 'n',
  })
})

test('[OUT3] a flood is a rate held for seconds, or a great sum', () => {
  const rate = new FloodMeter()
  let met: string | undefined
  for (let at = 0; at <= 6_000 && met === undefined; at += 100) met = rate.take(at, FLOOD_RATE / 8)
  expect(met).toBe('64 MB of output per second')
  const burst = new FloodMeter()
  expect([0, 100, 200].map((at) => burst.take(at, 30_000_000))).toEqual(Array(3).fill(undefined))
  const sum = new FloodMeter()
  let at = 0
  while (sum.take((at += 10_000), 100_000_000) === undefined);
  expect(at).toBe(110_000)
})

test('a line is cut to what a claim looks at, whole or not', () => {
  const lines = new Lines()
  const long = 'x'.repeat(5 * MAX_LINE)
  expect(lines.take('out', `${long}\nshort\n${long}`)).toEqual(['x'.repeat(MAX_LINE), 'short'])
  expect(lines.finish('out')).toEqual(['x'.repeat(MAX_LINE)])
})

test('a line of a file is found by its number; in a file of nothing but lines only near its beginning', () => {
  expect([1, 2, 3, 4].map((line) => lineOf('a\n\nc', line))).toEqual(['a', '', 'c', undefined])
  expect(lineOf('\n'.repeat(500_000), 2_000)).toBe('')
  expect(lineOf('\n'.repeat(500_000), 2_001)).toBeUndefined()
})

test('lines are cut at newlines only, across reads, and each stream apart', () => {
  const lines = new Lines()
  expect(lines.take('out', 'a\nb')).toEqual(['a'])
  expect(lines.take('err', 'x\n')).toEqual(['x'])
  expect(lines.take('out', 'c\r\n\nd')).toEqual(['bc\r', ''])
  expect([lines.finish('out'), lines.finish('out'), lines.finish('err')]).toEqual([['d'], [], []])
})

test('[BAD2] a bucket gives its burst, then its rate', () => {
  const bucket = new Bucket({ burst: 3, perSecond: 2, now: 0 })
  expect([0, 0, 0, 0].map((now) => bucket.take(now))).toEqual([true, true, true, false])
  expect([500, 500, 1_000].map((now) => bucket.take(now))).toEqual([true, false, true])
})

const FAILED: NoteInput['reason'] = { type: 'exit', code: 1 }
const LAB = { broker: 'up', packages: { django: '5.2.0', redis: '8.1.0' } }
const note = (stderr: string, more: Partial<NoteInput> = {}): string | undefined =>
  noteFor({
    stderr: `Traceback (most recent call last):\n  …\n${stderr}\n`,
    reason: FAILED,
    lab: LAB,
    ...more,
  })

test('[RUN10] a missing package gets the list of what is there', () => {
  expect(note("ModuleNotFoundError: No module named 'requests'")).toBe(
    'The lab has no package requests. It has the standard library, django 5.2.0 and redis 8.1.0, and the files of this step.',
  )
})

test('[RUN10] asking the internet gets told that there is none', () => {
  const say = 'The lab has no network: programs reach localhost only.'
  expect(note('socket.gaierror: [Errno -3] Temporary failure in name resolution')).toBe(say)
  expect(
    note('urllib.error.URLError: <urlopen error [Errno -3] Temporary failure in name resolution>'),
  ).toBe(say)
  expect(note('OSError: [Errno 101] Network is unreachable')).toBe(say)
  expect(
    note(
      'redis.exceptions.ConnectionError: Error -3 connecting to redis:6379. Temporary failure in name resolution.',
    ),
  ).toBe(say)
})

test('[RUN10] a refused Redis is explained by its switch', () => {
  const text =
    'redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.'
  expect(note(text, { lab: { ...LAB, broker: 'stopped' } })).toMatch(
    /^The lab’s Redis is stopped\./,
  )
  expect(note(text, { lab: { ...LAB, broker: 'restarting' } })).toMatch(/starting again/)
  expect(note(text)).toBeUndefined()
  expect(note(text.replace('6379', '6380'))).toMatch(/port 6379/)
})

test('[RUN10] what the lab does not give is told as its own limit', () => {
  expect(note('MemoryError')).toMatch(/more memory than the lab gives/)
  expect(note("RuntimeError: can't start new thread")).toMatch(/no more threads/)
  expect(note('OSError: [Errno 28] No space left on device')).toMatch(/disk is full/)
})

test('[RUN10] no note where Python’s own words suffice', () => {
  expect(note('NameError: name x is not defined')).toBeUndefined()
  expect(
    note("ModuleNotFoundError: No module named 'x'", { reason: { type: 'exit', code: 0 } }),
  ).toBeUndefined()
  expect(note('EOFError: EOF when reading a line', { reason: { type: 'stopped' } })).toBeUndefined()
  expect(note('EOFError: EOF when reading a line')).toMatch(/end of the input/)
})
