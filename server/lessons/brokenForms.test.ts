/** Broken lesson.yaml and step.yaml: what the author is told, and where. */
import { describe, expect, test } from 'vitest'
import { remarks } from './course.fixture.ts'
import type { Changes } from './course.fixture.ts'

const lesson = '01-first/lesson.yaml'
const step = '01-first/02-run/step.yaml'
const readme = '01-first/02-run/README.md'

const card = (line: string) => `title: First\nsummary: One lesson.\n${line}\n`
const two = (rest: string) =>
  `programs:\n  main: { file: main.py }\n  other: { file: main.py${rest} }\n`

const visits = (claim: string) =>
  `programs:\n  main: { file: main.py, app: { port: 8000, visits: [/listen/] } }\ntruths:\n  answers: { visit: ${claim} }\n`

/** What was broken, the files that break it, and every line the author reads. */
const broken: readonly (readonly [string, Changes, readonly string[]])[] = [
  [
    'a missing lesson.yaml',
    { [lesson]: null },
    ['01-first:1:1 The lesson has no lesson.yaml. Write title, summary, minutes and goals there.'],
  ],
  [
    'a missing field',
    { [lesson]: card('goals: [a]') },
    [
      `${lesson}:1:1 minutes is missing. It must be a whole number above 0, the time a learner needs.`,
    ],
  ],
  [
    'a wrong number',
    { [lesson]: card('minutes: 0\ngoals: [a]') },
    [`${lesson}:3:10 minutes must be a whole number above 0, the time a learner needs.`],
  ],
  [
    'too many goals',
    { [lesson]: card('minutes: 1\ngoals: [a, b, c, d, e, f]') },
    [`${lesson}:4:8 goals needs 1 to 5 entries, each what the learner can do afterwards.`],
  ],
  [
    'a misspelt key, told once',
    { [lesson]: card('minuets: 5\ngoals: [a]') },
    [`${lesson}:3:1 Unknown key minuets. Did you mean minutes?`],
  ],
  [
    'a key like no other',
    { [lesson]: card('minutes: 5\ngoals: [a]\nsubtitle: x') },
    [`${lesson}:5:1 Unknown key subtitle. Known: title, summary, minutes, goals.`],
  ],
  [
    'a file that is no map',
    { [lesson]: '- a\n' },
    [`${lesson}:1:1 lesson.yaml must be a map with the keys title, summary, minutes, goals.`],
  ],
  [
    'a key twice',
    { [step]: 'programs:\n  main: { file: main.py }\n  main: { file: main.py }\n' },
    [`${step}:3:3 main is already defined on line 2. Give this one another name.`],
  ],
  [
    'a tab',
    { [step]: 'programs:\n\tmain: { file: main.py }\n' },
    [`${step}:2:1 A tab indents this line. YAML wants spaces.`],
  ],
  [
    'a leading backtick',
    { [lesson]: 'title: `x` y\nsummary: a\nminutes: 1\ngoals: [a]\n' },
    [`${lesson}:1:8 Text that starts with a backtick, @ or % needs quotes.`],
  ],
  [
    'a tab and what follows from it',
    { [step]: 'programs:\n  main:\n\t\tfile: main.py\n  other:\n    file: main.py\n' },
    [`${step}:3:1 A tab indents this line. YAML wants spaces.`],
  ],
  [
    'a leading star',
    { [step]: two(', start: { after: { subscribed: { channel: * } } }') },
    [`${step}:3:68 Text that starts with * needs quotes.`],
  ],
  [
    'a comma in a text within { }',
    { [step]: two(', label: First, or second') },
    [`${step}:3:41 A comma within { } ends the text before it. Put the text in quotes.`],
  ],
  [
    'a text with a #',
    { [lesson]: 'title: Channel #news\nsummary: a # a comment\nminutes: 5\ngoals: [a]\n' },
    [
      `${lesson}:1:8 This text ends before its #: what follows is a comment. Put the text in quotes.`,
    ],
  ],
  [
    'a step.yaml under another name',
    { [step]: null, '01-first/02-run/step.yml': 'programs:\n  main: { file: main.py }\n' },
    ['01-first/02-run/step.yml:1:1 This file is not read. Name it step.yaml.'],
  ],
  [
    'an alias',
    { [step]: 'programs:\n  main: &a { file: main.py }\n  other: *a\n' },
    [
      `${step}:2:12 &a is an anchor. Write it out where it is used.`,
      `${step}:3:10 *a is an alias. Write it out, or put the text in quotes.`,
    ],
  ],
  [
    'a program without a file',
    { [step]: 'programs:\n  main: { label: x }\n' },
    [`${step}:2:9 A program has either file: or command:.`],
  ],
  [
    'a misspelt file key, told once',
    { [step]: 'programs:\n  main: { flie: main.py }\n' },
    [`${step}:2:11 Unknown key flie. Did you mean file?`],
  ],
  [
    'args beside a command',
    { [step]: 'programs:\n  main: { command: [python, main.py], args: [a] }\n' },
    [`${step}:2:45 args belong to file:. Write them at the end of command:.`],
  ],
  [
    'a program file that is not there',
    { [step]: 'programs:\n  main: { file: mian.py }\n' },
    [`${step}:2:17 No file mian.py in this step, its from, or shared/. Did you mean main.py?`],
  ],
  [
    'a command on a file that is not there',
    { [step]: 'programs:\n  main: { command: [python, manage.py, check] }\n' },
    [`${step}:2:20 No file manage.py in this step, its from, or shared/. Known: main.py.`],
  ],
  [
    'a bad id',
    { [step]: 'programs:\n  Main: { file: main.py }\n' },
    [`${step}:2:3 An id has only a to z, 0 to 9 and -, and begins with a letter. Rename it.`],
  ],
  [
    'no programs',
    { [step]: 'programs: {}\n' },
    [
      `${step}:1:11 programs is empty. Name one, or delete step.yaml: a step may be only for reading.`,
    ],
  ],
  [
    'an unknown start',
    { [step]: two(', start: later') },
    [`${step}:3:34 start must be run, hand, or { after: claim }.`],
  ],
  [
    'a claim that says two things',
    { [step]: two(', start: { after: { ends: { of: main }, running: { of: main } } }') },
    [`${step}:3:43 A claim says one thing; this one says ends and running. Join them with all:.`],
  ],
  [
    'a claim that says nothing',
    { [step]: two(', start: { after: {} }') },
    [
      `${step}:3:43 A claim says one thing; this one says nothing. Give it one of output, thread, heartbeat, visit, ends, running, connected, disconnected, subscribed, unsubscribed, published, delivered, lost, command, error, order, all, any, not.`,
    ],
  ],
  [
    'a misspelt fact',
    { [step]: two(', start: { after: { outptu: { line: a } } }') },
    [`${step}:3:45 Unknown key outptu. Did you mean output?`],
  ],
  [
    'a claim about no program',
    { [step]: two(', start: { after: { ends: { of: mian } } }') },
    [`${step}:3:43 No program is named mian. Did you mean main?`],
  ],
  [
    'a claim that names none of several',
    { [step]: two(', start: { after: { ends: {} } }') },
    [`${step}:3:43 ends must say of which program. Add of: with one of main, other.`],
  ],
  [
    'a start on what cannot be seen',
    { [step]: two(', start: { after: { not: { ends: { of: main } } } }') },
    [
      `${step}:3:43 A start waits for something that can be seen to happen; not cannot. Say what happens before it.`,
    ],
  ],
  [
    'starts in a ring',
    {
      [step]:
        'programs:\n  a: { file: main.py, start: { after: { ends: { of: b } } } }\n  b: { file: main.py, start: { after: { ends: { of: a } } } }\n',
    },
    [
      `${step}:2:30 a starts after b and b after a. Let one of them start by itself.`,
      `${step}:3:30 b starts after a and a after b. Let one of them start by itself.`,
    ],
  ],
  [
    'a bad time',
    {
      [step]: two(', start: { after: { thread: { of: main, waits_for: redis, lasting: 2 sec } } }'),
    },
    [`${step}:3:92 lasting must be a time as 500ms, 2s or 1min.`],
  ],
  [
    'a bad count',
    { [step]: two(', start: { after: { output: { of: main, line: a, times: many } } }') },
    [`${step}:3:81 Write a count as 0, 2, 1+ or 2..5.`],
  ],
  [
    'output of two kinds',
    { [step]: two(', start: { after: { output: { of: main, line: a, has: b } } }') },
    [`${step}:3:53 output looks for one thing. Give it exactly one of line, has and matches.`],
  ],
  [
    'a bad regular expression',
    { [step]: two(', start: { after: { output: { of: main, matches: "(" } } }') },
    [
      `${step}:3:74 matches is not a regular expression. Quote what is meant literally, or use has:.`,
    ],
  ],
  [
    'a misspelt field of an event',
    { [step]: two(', start: { after: { published: { recievers: 1 } } }') },
    [`${step}:3:58 Unknown key recievers. Did you mean receivers?`],
  ],
  [
    'a message named twice',
    { [step]: two(', start: { after: { lost: { message: a, message_has: b } } }') },
    [`${step}:3:51 A message is named once. Keep one of message, message_has and message_matches.`],
  ],
  [
    'an event by no program',
    { [step]: two(', start: { after: { subscribed: { by: mian } } }') },
    [`${step}:3:43 No program is named mian. Did you mean main?`],
  ],
  [
    'an event that must not come, as a start',
    { [step]: two(', start: { after: { lost: { times: 0 } } }') },
    [
      `${step}:3:43 A start waits for something that can be seen to happen; times: without + cannot. Say what happens before it.`,
    ],
  ],
  [
    'a heartbeat that says two things',
    { [step]: two(', start: { after: { heartbeat: { of: main, answers: 1s, always: 1s } } }') },
    [
      `${step}:3:56 heartbeat says one thing. Give it exactly one of answers, always and silent_for.`,
    ],
  ],
  [
    'a visit that waits for its answer and has it',
    { [step]: visits('{ waits: 1s, status: 200 }') },
    [
      `${step}:4:21 A visit that waits has no answer yet. Keep waits, or what is said of the answer.`,
    ],
  ],
  [
    'a visit whose text is named twice',
    { [step]: visits("{ has: Here, matches: '^H' }") },
    [`${step}:4:21 The text of a page is named once. Keep one of has and matches.`],
  ],
  [
    'a visit of a page without a button',
    { [step]: visits('{ path: /lisen/ }') },
    [`${step}:4:12 No visit goes to /lisen/. Did you mean /listen/?`],
  ],
  [
    'a visit of a program that is no app',
    { [step]: `programs:\n  main: { file: main.py }\ntruths:\n  it-is: { visit: {} }\n` },
    [`${step}:4:10 No page of this program is visited. Name its pages under app: visits:.`],
  ],
  [
    'a status that is none',
    { [step]: visits('{ status: ok }') },
    [`${step}:4:31 status must be a status of HTTP, as 200.`],
  ],
  [
    'an order of one',
    { [step]: two(', start: { after: { order: [{ lost: {} }] } }') },
    [`${step}:3:52 order must be a list of at least 2 claims.`],
  ],
  [
    'input() without input',
    { '01-first/02-run/main.py': "name = input('? ')\nprint(name)\n", [readme]: '# Run\n' },
    [`${step}:2:17 main calls input() but has no input:. Say there what may be typed.`],
  ],
  [
    'a repeat of no program',
    {
      [step]:
        'programs:\n  main: { file: main.py }\nrepeat: { program: man, times: 10, count: { ends: {} }, say: ended, button: Go }\n',
    },
    [`${step}:3:20 No program is named man. Did you mean main?`],
  ],
  [
    'a repeat of a thousand times',
    {
      [step]:
        'programs:\n  main: { file: main.py }\nrepeat: { program: main, times: 1000, count: { ends: {} }, say: ended, button: Go }\n',
    },
    [`${step}:3:33 times must be a whole number from 2 to 50.`],
  ],
  [
    'a repeat that counts one thread',
    {
      [step]:
        'programs:\n  main: { file: main.py }\nrepeat: { program: main, times: 10, count: { thread: { waits_for: join } }, say: joined, button: Go }\n',
    },
    [
      `${step}:3:44 A repeat counts what its program prints, how it waits and ends, and what Redis saw; thread: with name, at, join, queue or call is not heard. Count another fact.`,
    ],
  ],
  [
    'show of no file',
    { [step]: 'programs:\n  main: { file: main.py }\nshow: [main.py, veiws.py]\n' },
    [`${step}:3:17 show names a file that does not exist: veiws.py. Known: main.py.`],
  ],
  [
    'readonly of a hidden file',
    { [step]: 'programs:\n  main: { file: main.py }\nreadonly: [man.py]\n' },
    [`${step}:3:12 readonly names a file that is not shown: man.py. Did you mean main.py?`],
  ],
  [
    'from a later step',
    {
      '01-first/01-read/step.yaml': 'programs:\n  main: { file: main.py }\nfrom: 02-run\n',
      '01-first/01-read/main.py': '',
    },
    [
      '01-first/01-read/step.yaml:3:7 from names a step that does not come before this one: 02-run. There is none here yet.',
    ],
  ],
]

describe('a broken form', () => {
  test.each(broken)('is told of %s, with its place', async (_name, changes, lines) => {
    expect(await remarks(changes)).toEqual(lines)
  })
})
