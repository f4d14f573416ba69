/** Broken prose, stray files and broken questions: what the author is told, and where. */
import { describe, expect, test } from 'vitest'
import { remarks } from './course.fixture.ts'
import type { Changes } from './course.fixture.ts'

const step = '01-first/02-run/step.yaml'
const readme = '01-first/02-run/README.md'
const quiz = '01-first/quiz.yaml'

const question = (rest: string) =>
  `questions:\n  what:\n    kind: single\n    idea: It\n    from: 02-run\n    ask: What?\n${rest}    worked: [a]\n    mistakes: [b]\n    check: c\n`
const option = (text: string, right = '') => `      - text: ${text}\n${right}        why: So.\n`
const isRight = '        right: true\n'

const whole = 'programs:\n  main: { file: main.py }\n'
const race = `${whole}truths:\n  often: { output: { line: hi }, share: 15%..89%, runs: 60 }\n`

/** What was broken, the files that break it, and every line the author reads. */
const broken: readonly (readonly [string, Changes, readonly string[]])[] = [
  [
    'a step without prose',
    { [readme]: null },
    [
      '01-first/02-run:1:1 The step has no README.md. Write its prose there, beginning with "# The title".',
    ],
  ],
  [
    'prose under another name',
    { [readme]: null, '01-first/02-run/readme.md': '# Run\n' },
    ['01-first/02-run/readme.md:1:1 This file is not read. Name it README.md.'],
  ],
  [
    'prose that is not UTF-8, told once',
    { [readme]: Buffer.from('# Stra\xdfe\n', 'latin1') },
    [`${readme}:1:1 This file is not UTF-8 text. Save it as UTF-8, or delete it.`],
  ],
  [
    'prose without a title',
    { [readme]: 'Text.\n' },
    [`${readme}:1:1 The step has no title. Begin with one line "# The title".`],
  ],
  [
    'two titles',
    { [readme]: '# One\n\n# Two\n' },
    [`${readme}:3:1 A step has one title. Make this heading ## or a step of its own.`],
  ],
  [
    'raw HTML',
    { [readme]: '# One\n\nA <b>bold</b> word.\n' },
    [
      `${readme}:3:3 Raw HTML is not shown. Say it in Markdown.`,
      `${readme}:3:10 Raw HTML is not shown. Say it in Markdown.`,
    ],
  ],
  [
    'a link to no file',
    { [readme]: '# One\n\nSee [it all](mian.py).\n' },
    [`${readme}:3:5 The link leads to mian.py, which is not shown here. Did you mean main.py?`],
  ],
  [
    'a link that is badly escaped',
    { [readme]: '# One\n\nSee [it all](100%.py).\n' },
    [`${readme}:3:5 The link leads to 100%.py, which is not shown here. Known: main.py.`],
  ],
  [
    'a link to the wrong line',
    { [readme]: '# One\n\nSee [`print`](main.py#L2).\n' },
    [`${readme}:3:5 Line 2 of main.py does not contain print. Line 1 does.`],
  ],
  [
    'a share written by hand',
    { [step]: race, [readme]: '# One\n\nIt is lost in 37 % of runs.\n' },
    [
      `${readme}:3:15 37 % is written by hand, and other runs give another number. Write a word, and lead it to the truth that is measured: [often](step.yaml#often).`,
    ],
  ],
  [
    'a count written by hand, beside a button that counts',
    {
      [step]: `${whole}repeat: { program: main, times: 10, count: { output: { line: hi } }, say: said hi, button: Ten times }\n`,
      [readme]: '# One\n\nMostly 3 of 10 runs say hi.\n',
    },
    [
      `${readme}:3:8 3 of 10 is written by hand, and other runs give another number. Write a word, and lead it to the truth that is measured: [often](step.yaml#often).`,
    ],
  ],
  [
    'a figure of what is not measured',
    { [step]: race, [readme]: '# One\n\nIt is [often](step.yaml#oftne) lost.\n' },
    [
      `${readme}:3:7 step.yaml has no truth oftne with a share:, which alone is measured. Did you mean often?`,
    ],
  ],
  [
    'a link past the end',
    { [readme]: '# One\n\nSee [that](main.py#L9).\n' },
    [`${readme}:3:5 main.py has 2 lines, not 9. Change the link.`],
  ],
  [
    'a link to no step',
    { [readme]: '# One\n\nSee [next](../03-more/).\n' },
    [`${readme}:3:5 No step is named 03-more. Known: 01-read, 02-run.`],
  ],
  [
    'a picture without text',
    { [readme]: '# One\n\n![](a.png)\n', '01-first/02-run/a.png': 'x' },
    [
      `${readme}:3:1 The picture has no text for those who cannot see it. Write it between the brackets.`,
    ],
  ],
  [
    'a picture that is not there',
    { [readme]: '# One\n\n![A drawing](a.png)\n' },
    [`${readme}:3:1 No picture a.png lies in this folder. There is none here yet.`],
  ],
  [
    'a block of no language',
    { [readme]: '# One\n\n```\nx\n```\n' },
    [`${readme}:3:1 A block of code names its language after the backticks: python, text, sh.`],
  ],
  [
    'far too many words',
    { [readme]: `# One\n\n${'word '.repeat(260)}\n` },
    [`${readme}:1:1 This step has 260 words; learners read steps under 150. Split it.`],
  ],
  [
    'a stray file',
    {
      '01-first/02-run/notes.txt': 'x',
      [step]: 'programs:\n  main: { file: main.py }\nshow: [main.py]\n',
    },
    [
      '01-first/02-run/notes.txt:1:1 Nothing shows, starts or links this file. Delete it, or name it in show:.',
    ],
  ],
  [
    'a folder without a number',
    { '01-first/extra/a.py': '' },
    [
      '01-first/extra:1:1 A folder here is named by its number and its words in a to z, as 01-first-steps. Rename it.',
    ],
  ],
  [
    'a file that is no text',
    { '01-first/02-run/data.py': new Uint8Array([0xff, 0xfe, 0x00]) },
    ['01-first/02-run/data.py:1:1 This file is not UTF-8 text. Save it as UTF-8, or delete it.'],
  ],
  [
    'a file that Windows cannot hold',
    { '01-first/02-run/aux.py': 'x = 1\n' },
    [
      '01-first/02-run/aux.py:1:1 Windows cannot hold a file of this name, and lessons are taken home. Rename it.',
    ],
  ],
  [
    'a solution',
    { '01-first/02-run/solution/main.py': 'x' },
    [
      '01-first/02-run/solution:1:1 solution/ belongs to an exercise, and step.yaml has none. Add exercise:, or delete it.',
    ],
  ],
  [
    'a question from no step',
    {
      [quiz]: question(`    options:\n${option('a', isRight)}${option('b')}`).replace(
        '02-run',
        '02-rum',
      ),
    },
    [`${quiz}:5:11 No step is named 02-rum. Did you mean 02-run?`],
  ],
  [
    'no right option',
    { [quiz]: question(`    options:\n${option('a')}${option('b')}`) },
    [`${quiz}:8:7 single needs exactly one right option; this has 0. Mark one with right: true.`],
  ],
  [
    'two right options',
    { [quiz]: question(`    options:\n${option('a', isRight)}${option('b', isRight)}`) },
    [`${quiz}:8:7 single needs exactly one right option; this has 2. Mark one with right: true.`],
  ],
  [
    'an option without why',
    { [quiz]: question(`    options:\n      - text: a\n        right: true\n${option('b')}`) },
    [
      `${quiz}:8:9 why is missing. It must be what someone who picks it believes, and what really happens.`,
    ],
  ],
  [
    'two options alike',
    { [quiz]: question(`    options:\n${option('a', isRight)}${option('a')}`) },
    [`${quiz}:11:15 Two options read alike. Change one.`],
  ],
  [
    'all of the above',
    { [quiz]: question(`    options:\n${option('a', isRight)}${option('All of the above')}`) },
    [`${quiz}:11:15 Options are not always shown in this order. Say what this option means.`],
  ],
  [
    'another kind of question',
    {
      [quiz]: question(`    options:\n${option('a', isRight)}${option('b')}`).replace(
        'single',
        'essay',
      ),
    },
    [
      `${quiz}:3:11 There is no kind essay. Known: single, multiple, order, gap, output, line, match, run.`,
    ],
  ],
]

describe('a broken text', () => {
  test.each(broken)('is told of %s, with its place', async (_name, changes, lines) => {
    expect(await remarks(changes)).toEqual(lines)
  })
})
