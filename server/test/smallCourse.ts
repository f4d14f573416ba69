/** A course of one lesson, made in memory, for tests that need no lesson files. */
import type { Course, Lesson, Program, Step } from '../lessons/index.ts'
import { judge } from '../protocol/index.ts'
import type { Sheet } from '../protocol/index.ts'

export const LESSON = 'lesson'
export const STEP = '01-step'
/** A step whose second program waits for what the first loses. */
export const WIRED = '04-wired'
/** A step with an exercise and a prediction. */
export const EXERCISE = '03-exercise'

const often = { min: 1, max: Infinity }

const PROGRAMS: readonly Program[] = [
  { id: 'first', label: 'First', argv: ['python', 'first.py'], file: 'first.py', start: 'run' },
  {
    id: 'second',
    label: 'Second',
    argv: ['python', 'second.py'],
    start: {
      after: { fact: 'thread', of: 'first', waitsFor: 'redis', lastingMs: 300 },
      say: 'It starts when first waits for Redis.',
    },
  },
  { id: 'by-hand', label: 'By hand', argv: ['python', 'by_hand.py'], start: 'hand' },
  {
    id: 'app',
    label: 'App',
    argv: ['python', 'app.py'],
    start: 'hand',
    app: { port: 8000, visits: ['/'] },
  },
]

const STEPS: readonly Step[] = [
  {
    id: STEP,
    programs: PROGRAMS,
    files: { 'first.py': 'print(1)', 'second.py': 'print(2)', 'settings.py': 'DEBUG = True' },
    readonly: new Set(['settings.py']),
    observeMs: 5000,
    expect: new Map(),
    truths: [],
    repeat: {
      program: 'first',
      times: 3,
      count: {
        fact: 'output',
        text: { how: 'line', value: 'lost' },
        times: { min: 1, max: Infinity },
      },
    },
  },
  {
    id: '02-many',
    programs: Array.from({ length: 9 }, (_, i) => ({
      id: `p${i}`,
      label: `P${i}`,
      argv: ['python', 'p.py'],
      start: i < 2 ? 'run' : 'hand',
    })),
    files: {},
    readonly: new Set(),
    observeMs: 5000,
    expect: new Map(),
    truths: [],
  },
  {
    id: WIRED,
    programs: [
      { id: 'first', label: 'First', argv: ['python', 'first.py'], start: 'run' },
      {
        id: 'second',
        label: 'Second',
        argv: ['python', 'second.py'],
        start: { after: { fact: 'lost', of: 'first', times: often }, say: 'It starts when lost.' },
      },
    ],
    files: {},
    readonly: new Set(),
    observeMs: 2000,
    expect: new Map(),
    truths: [],
  },
  {
    id: EXERCISE,
    programs: [
      { id: 'first', label: 'First', argv: ['python', 'first.py'], start: 'run' },
      { id: 'by-hand', label: 'By hand', argv: ['python', 'by_hand.py'], start: 'hand' },
    ],
    files: { 'first.py': 'print(1)\nr.publish()' },
    readonly: new Set(),
    observeMs: 2000,
    expect: new Map(),
    truths: [],
    exercise: {
      checks: [
        {
          id: 'received',
          say: 'One program receives it.',
          claim: { fact: 'published', receivers: { min: 1, max: 1 }, times: often },
          expected: 'a program publishes a message, received by 1',
        },
        {
          id: 'quiet',
          say: 'Nothing is lost.',
          claim: { fact: 'lost', times: { min: 0, max: 0 } },
          expected: 'a message is lost never',
        },
      ],
      hints: [
        {
          id: 'early',
          html: 'Nobody listens yet.',
          tries: 1,
          when: { fact: 'lost', times: often },
        },
        { id: 'later', html: 'Read it again.', tries: 2 },
      ],
      solution: { 'first.py': 'the solution' },
      wrong: [],
    },
    predict: {
      options: [
        { key: 'ends', claim: { fact: 'ends', of: 'first' }, why: 'It ends.' },
        { key: 'waits', claim: { fact: 'running', of: 'first' }, why: 'It waits.' },
      ],
    },
  },
]

const SHEET: Sheet = {
  rule: { by: 'keys', of: ['yes', 'no'], right: ['yes'] },
  why: { yes: 'So it is.', no: 'It is not.' },
  worked: [],
  mistakes: [],
  check: '',
}

/** `judge` knows one question, `q`, whose right option is `yes`. */
export function smallCourse(): Course {
  const lesson: Lesson = {
    id: LESSON,
    view: {
      card: {
        id: LESSON,
        title: 'Small',
        summary: 'Small.',
        minutes: 1,
        goals: ['None.'],
        steps: STEPS.map(({ id }) => ({ id, title: id })),
        questions: ['as it is'],
        shape: [],
      },
      steps: [],
      questions: [],
    },
    steps: STEPS,
    judge: (question, parts) => {
      const judgement = question === 'q' ? judge(SHEET, parts) : undefined
      return judgement === undefined ? undefined : { right: judgement.right, sheet: SHEET }
    },
    played: [],
  }
  return {
    cards: [lesson.view.card],
    glossary: { terms: [] },
    lessons: [lesson],
    find: (id) => (id === LESSON ? lesson : undefined),
    asset: () => undefined,
  }
}
