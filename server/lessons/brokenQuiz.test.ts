/** Broken questions of the further kinds: what the author is told, and where. */
import { describe, expect, test } from 'vitest'
import { remarks } from './course.fixture.ts'
import { kinds, quizOf } from './quiz.fixture.ts'

const quiz = '01-first/quiz.yaml'
type Kind = keyof typeof kinds

/** The kind, what is replaced in its question by what, and every line that the author reads. */
const broken: readonly (readonly [string, Kind, readonly [string, string], readonly string[]])[] = [
  [
    'a misspelt kind',
    'multiple',
    ['kind: multiple', 'kind: mutliple'],
    ['3:11 There is no kind mutliple. Did you mean multiple?'],
  ],
  [
    'no kind',
    'multiple',
    ['    kind: multiple\n', ''],
    [
      '3:5 kind is missing. It must be one of single, multiple, order, gap, output, line, match, run.',
    ],
  ],
  [
    'a misspelt key of one kind',
    'line',
    ['otherwise:', 'otherwize:'],
    ['10:5 Unknown key otherwize. Did you mean otherwise?'],
  ],
  [
    'what is left from an import',
    'line',
    ['idea: It', 'idea: TODO'],
    ['4:11 TODO is no text for learners. Write it.'],
  ],
  [
    'multiple, all of them right',
    'multiple',
    ['text: c,', 'text: c, right: true,'],
    ['8:7 multiple needs a right option and another one; of these 3, 3 are right.'],
  ],
  [
    'two options',
    'multiple',
    ['      - { text: c, why: SECRET c }\n', ''],
    ['8:7 options needs 3 to 7 entries.'],
  ],
  [
    'an order after no line',
    'order',
    ['{ code: three,', '{ code: three, after: [frist],'],
    ['10:32 No line has the id frist. There is none here yet.'],
  ],
  [
    'an order after a line below',
    'order',
    [
      '{ code: one, why: SECRET 1 }\n      - { code: two,',
      '{ code: one, after: [second], why: S }\n      - { code: two, id: second,',
    ],
    ['8:30 second stands below. Write the lines in a right order.'],
  ],
  [
    'two lines in one',
    'order',
    ['code: three', 'code: "a\\nb"'],
    ['10:17 This is more than one line. Make each an entry.'],
  ],
  [
    'fewer gaps than entries',
    'gap',
    ['x = ___', 'x = 1'],
    ['9:7 code has 0 gaps, written ___, and gaps has 1 entries. Make them agree.'],
  ],
  [
    'a gap with a bad regular expression',
    'gap',
    ['matches: puts?', 'matches: puts('],
    ['10:18 matches is not a regular expression. Quote what is meant literally.'],
  ],
  [
    'a wrong answer that is right',
    'gap',
    ['is: say', 'is: put'],
    ['12:23 This counts as a right answer. Change it or take it out.'],
  ],
  [
    'an output of no program',
    'output',
    ['program: main', 'program: mian'],
    ['7:14 No program of 02-run is named mian. Did you mean main?'],
  ],
  [
    'an edit of no file',
    'output',
    ['file: main.py', 'file: man.py'],
    ['8:21 No file man.py in 02-run. Did you mean main.py?'],
  ],
  [
    'an edit of what is not there',
    'output',
    ['replace: hello', 'replace: helo'],
    ['8:39 main.py contains this 0 times; it must be there once.'],
  ],
  [
    'a typed output without otherwise',
    'output',
    ['    otherwise: SECRET other\n', ''],
    [
      '3:5 An output that is typed needs why and otherwise: what is said to a right answer, and to any other.',
    ],
  ],
  [
    'options of which none is printed',
    'output',
    [
      '    why: SECRET right\n    otherwise: SECRET other\n',
      '    options:\n      - { prints: a, why: a }\n      - { prints: b, why: b }\n',
    ],
    ['12:7 One of the options must be what the program prints, word for word.'],
  ],
  [
    'a part that is not printed',
    'run',
    ['part: h(ell)o', 'part: x(ell)o'],
    ['9:11 part must match what the program prints, and have one group: the answer.'],
  ],
  [
    'a line of no file',
    'line',
    ['file: main.py', 'file: mian.py'],
    ['7:11 No file mian.py is shown in 02-run. Did you mean main.py?'],
  ],
  [
    'a line that is not there',
    'line',
    ["right: print('hello')", "right: print('helo')"],
    ["8:12 No line of the file reads so. Did you mean print('hello')?"],
  ],
  [
    'two left sides alike',
    'match',
    ['left: III', 'left: II'],
    ['10:17 Two left sides read alike. Change one.'],
  ],
  [
    'an extra side that belongs to something',
    'match',
    ['extra: [four]', 'extra: [two]'],
    ['11:13 Two right sides read alike. Change one.'],
  ],
]

describe('a broken question', () => {
  test.each(broken)('is told of %s, with its place', async (...[, kind, [from, to], lines]) => {
    expect(kinds[kind]).toContain(from)
    const changes = { [quiz]: quizOf(kinds[kind].replace(from, to)) }
    expect(await remarks(changes)).toEqual(lines.map((line) => `${quiz}:${line}`))
  })
})

describe('a step whose step.yaml has a mistake', () => {
  const step = '01-first/02-run/step.yaml'
  const changes = { [step]: 'programs:\n  main: { fil: main.py }\n' }
  const told = [`${step}:2:11 Unknown key fil. Did you mean file?`]

  test.each(['output', 'run', 'line'] as const)('has no more in a question: %s', async (kind) => {
    expect(await remarks({ ...changes, [quiz]: quizOf(kinds[kind]) })).toEqual(told)
  })

  test('has no more in prose that leads to a truth', async () => {
    const prose = { '01-first/02-run/README.md': '# Run\n\nIt is [often](step.yaml#often) so.\n' }
    expect(await remarks({ ...changes, ...prose })).toEqual(told)
  })
})
