/** How large what comes over the wire may be: the largest is taken, one more is not. */
import { expect, test } from 'vitest'
import {
  ClientMessage,
  CourseQuery,
  Parts,
  ProgressEntry,
  SharedCode,
  SharedId,
  VisitPath,
  VisitState,
} from './index.ts'

interface Schema {
  safeParse(value: unknown): { success: boolean }
}

interface Bound {
  readonly of: Schema
  readonly most: number
  readonly least?: number
  /** Something of this size, all else about it right. */
  readonly sized: (size: number) => unknown
}

const text = (size: number): string => 'x'.repeat(size)
const some = (size: number): string[] => Array.from({ length: size }, (_, at) => `${at}`)
const entry = { key: 'place', at: 1, value: null }

/** A message of the page; `rest` of one size. */
function said(type: string, rest: (size: number) => object): Pick<Bound, 'of' | 'sized'> {
  return { of: ClientMessage, sized: (size) => ({ type, id: 1, ...rest(size) }) }
}

const answer = { lesson: 'l', question: 'q' }
const BOUNDS: Readonly<Record<string, Bound>> = {
  'an id of shared code': { of: SharedId, least: 22, most: 22, sized: text },
  'shared code': {
    of: SharedCode,
    least: 3,
    most: 340_000,
    sized: (size) => `1.${text(size - 2)}`,
  },
  'a part of an answer': { of: Parts, most: 4_000, sized: (size) => [text(size)] },
  'the parts of an answer': { of: Parts, most: 40, sized: some },
  'an answer': { ...said('answer', (size) => ({ ...answer, parts: some(size) })), most: 40 },
  'the key of an entry': {
    ...{ of: ProgressEntry, least: 1, most: 200 },
    sized: (size) => ({ ...entry, key: text(size) }),
  },
  'the value of an entry': {
    ...{ of: ProgressEntry, most: 300_000 },
    sized: (size) => ({ ...entry, value: text(size) }),
  },
  'the entries of a save': {
    ...said('save', (size) => ({ entries: some(size).map(() => entry) })),
    most: 200,
  },
  'a name': {
    ...said('solution', (size) => ({ lesson: text(size), step: 's' })),
    least: 1,
    most: 200,
  },
  'the name of a file': {
    ...said('run', (size) => ({ lesson: 'l', step: 's', files: { [text(size)]: '' } })),
    ...{ least: 1, most: 200 },
  },
  'typed text': {
    ...said('input', (size) => ({ run: 1, text: text(size), end: false })),
    most: 100_000,
  },
  'a channel': {
    ...said('publish', (size) => ({ channel: text(size), message: '' })),
    ...{ least: 1, most: 1_000 },
  },
  'a message': {
    ...said('publish', (size) => ({ channel: 'c', message: text(size) })),
    most: 100_000,
  },
  'a line at the prompt': { ...said('prompt', (size) => ({ text: text(size) })), most: 20_000 },
  'what is looked for': { of: CourseQuery, most: 100, sized: (size) => ({ find: text(size) }) },
  'a lesson that is near': { of: CourseQuery, most: 100, sized: (size) => ({ near: text(size) }) },
  'a lesson asked for by name': {
    ...{ of: CourseQuery, most: 100 },
    sized: (size) => ({ also: text(size) }),
  },
  'lessons asked for by name': {
    of: CourseQuery,
    most: 40,
    sized: (size) => ({ also: some(size) }),
  },
  'how a page of an app begins': {
    ...{ of: VisitState, most: 500 },
    sized: (size) => ({ type: 'answered', status: 200, ms: 1, text: text(size) }),
  },
  'a path of an app': {
    of: VisitPath,
    least: 1,
    most: 2_000,
    sized: (size) => text(size).replace('x', '/'),
  },
}

test.each(Object.entries(BOUNDS))('%s', (_, { of, least = 0, most, sized }) => {
  const taken = (size: number): boolean => of.safeParse(sized(size)).success
  expect([least, most, most + 1].map(taken)).toEqual([true, true, false])
  if (least > 0) expect(taken(least - 1)).toBe(false)
})

test('an id of shared code is of base64url', () => {
  const taken = ['-', '_', '0', 'Z', '/', '.', '+', '%', ' ', '\n'].filter(
    (one) => SharedId.safeParse(text(21) + one).success,
  )
  expect(taken).toEqual(['-', '_', '0', 'Z'])
})
