/** Broken predictions, exercises and proofs: what the author is told, and where. */
import { describe, expect, test } from 'vitest'
import { remarks } from './course.fixture.ts'
import type { Changes } from './course.fixture.ts'

const folder = '01-first/02-run'
const step = `${folder}/step.yaml`

const programs = 'programs:\n  main: { file: main.py }\n'

/** A whole exercise, with lines replaced. */
function exercise(changes: Readonly<Record<string, string>> = {}): string {
  const lines = [
    'exercise:',
    '  checks:',
    '    it-prints: { say: It prints hi., output: { line: hi } }',
    '  hints:',
    '    look: { say: Look at the quotes. }',
    '  wrong:',
    '    shouts: { fails: [it-prints], hint: look }',
  ]
  const text = programs + lines.join('\n') + '\n'
  return Object.entries(changes).reduce((all, [from, to]) => {
    expect(all).toContain(from)
    return all.replace(from, to)
  }, text)
}

const overlays: Changes = {
  [`${folder}/solution/main.py`]: "print('hi')\n",
  [`${folder}/wrong/shouts/main.py`]: "print('HI')\n",
}

const predict = (options: string) => `${programs}predict:\n  ask: What?\n  options:\n${options}`
const one = '    - { text: a, if: { ends: {} }, why: It ends. }\n'

const broken: readonly (readonly [string, Changes, readonly string[]])[] = [
  [
    'an exercise without a solution',
    { ...overlays, [step]: exercise(), [`${folder}/solution/main.py`]: null },
    [
      `${step}:4:3 An exercise needs a solution/ folder; without it nothing proves that it can be solved.`,
    ],
  ],
  [
    'a solution without an exercise',
    { [`${folder}/solution/main.py`]: "print('hi')\n" },
    [
      `${folder}/solution:1:1 solution/ belongs to an exercise, and step.yaml has none. Add exercise:, or delete it.`,
    ],
  ],
  [
    'a solution that changes nothing',
    { ...overlays, [step]: exercise(), [`${folder}/solution/main.py`]: "print('hello')\n" },
    [
      `${folder}/solution/main.py:1:1 solution/main.py equals main.py; an overlay holds only files that differ.`,
    ],
  ],
  [
    'a solution of another file',
    { ...overlays, [step]: exercise(), [`${folder}/solution/mian.py`]: "print('hi')\n" },
    [
      `${folder}/solution/mian.py:1:1 solution/mian.py lies over no file of the step. Did you mean main.py?`,
    ],
  ],
  [
    'a solution of a file that may not be changed',
    { ...overlays, [step]: `${exercise()}readonly: [main.py]\n` },
    [
      `${folder}/solution/main.py:1:1 A learner cannot change main.py: it is hidden or readonly.`,
      `${folder}/wrong/shouts/main.py:1:1 A learner cannot change main.py: it is hidden or readonly.`,
    ],
  ],
  [
    'a wrong attempt that is not listed',
    { ...overlays, [step]: exercise(), [`${folder}/wrong/joins/main.py`]: '1\n' },
    [
      `${folder}/wrong/joins:1:1 wrong/joins is not listed under wrong:. Say there which checks it fails.`,
    ],
  ],
  [
    'a wrong attempt that is not there',
    { ...overlays, [step]: exercise({ 'shouts:': 'shuots:' }) },
    [
      `${step}:9:13 There is no folder wrong/shuots. Did you mean shouts?`,
      `${folder}/wrong/shouts:1:1 wrong/shouts is not listed under wrong:. Say there which checks it fails.`,
    ],
  ],
  [
    'a wrong attempt that is no folder',
    { ...overlays, [step]: exercise(), [`${folder}/wrong/main.py`]: '1\n' },
    [
      `${folder}/wrong/main.py:1:1 A wrong attempt is a folder, as wrong/joins/. Put the file in one.`,
    ],
  ],
  [
    'a wrong attempt that fails no check',
    { ...overlays, [step]: exercise({ 'fails: [it-prints]': 'fails: [it-print]' }) },
    [`${step}:9:23 No check is named it-print. Did you mean it-prints?`],
  ],
  [
    'a wrong attempt with no hint of ours',
    { ...overlays, [step]: exercise({ 'hint: look': 'hint: loook' }) },
    [`${step}:9:41 No hint is named loook. Did you mean look?`],
  ],
  [
    'a check without words',
    { ...overlays, [step]: exercise({ 'say: It prints hi., ': '' }) },
    [`${step}:5:16 say is missing. It must be one sentence.`],
  ],
  [
    'a check that says two things',
    { ...overlays, [step]: exercise({ 'output: { line: hi }': 'ends: {}, running: {}' }) },
    [`${step}:5:16 A claim says one thing; this one says ends and running. Join them with all:.`],
  ],
  [
    'a misspelt key of a check, told once',
    { ...overlays, [step]: exercise({ 'output: {': 'outptu: {' }) },
    [`${step}:5:38 Unknown key outptu. Did you mean output?`],
  ],
  [
    'no checks',
    {
      ...overlays,
      [step]: exercise({
        'checks:\n    it-prints: { say: It prints hi., output: { line: hi } }': 'checks: {}',
        '[it-prints]': '[none]',
      }),
    },
    [
      `${step}:4:11 checks is empty. Say what makes the exercise solved.`,
      `${step}:8:23 No check is named none. There is none here yet.`,
    ],
  ],
  [
    'a hint that gives the answer',
    {
      ...overlays,
      [step]: exercise({ 'Look at the quotes.': '"Write `print(\'hi\')`."' }),
    },
    [
      `${step}:7:18 warning: The hint quotes print('hi'), which is the answer. Say what is wrong instead.`,
    ],
  ],
  [
    'a hint about a program that is not there',
    { ...overlays, [step]: exercise({ 'quotes. }': 'quotes., if: { ends: { of: man } } }' }) },
    [`${step}:7:43 No program is named man. Did you mean main?`],
  ],
  [
    'a prediction of one option',
    { [step]: predict(one) },
    [`${step}:6:5 options needs 2 to 5 entries.`],
  ],
  [
    'an option without a reason',
    { [step]: predict(`${one}    - { text: b, if: { running: {} } }\n`) },
    [
      `${step}:7:7 why is missing. It must be what someone who picks it believes, and what really happens.`,
    ],
  ],
  [
    'an option that no run decides',
    { [step]: predict(`${one}    - { text: b, right: true, why: No. }\n`) },
    [`${step}:7:18 Unknown key right. Known: text, if, why.`],
  ],
  [
    'options that read alike',
    { [step]: predict(`${one}    - { text: a, if: { running: {} }, why: No. }\n`) },
    [`${step}:7:15 Two options read alike. Change one.`],
  ],
  [
    'a transcript of no program',
    { [step]: `${programs}expect: { man: hello }\n` },
    [`${step}:3:16 No program is named man. Did you mean main?`],
  ],
  [
    'a transcript that is a list of lines',
    { [step]: `${programs}expect:\n  main: [hello]\n` },
    [`${step}:4:10 A block must be a map with the keys lines, any_order, maybe.`],
  ],
  [
    'a pattern in a transcript that is none',
    { [step]: `${programs}expect:\n  main: 'took {{(}} s'\n` },
    [`${step}:4:9 {{...}} holds a regular expression; this one is not: took {{(}} s.`],
  ],
  [
    'a bad share',
    { [step]: `${programs}truths:\n  often: { ends: {}, share: 15-89, runs: 60 }\n` },
    [`${step}:4:29 Write a share as 15%..89%.`],
  ],
  [
    'a share without its runs',
    { [step]: `${programs}truths:\n  often: { ends: {}, share: 15%..89% }\n` },
    [`${step}:4:10 share: and runs: belong together. Give both, or neither.`],
  ],
  [
    'a share that so many runs cannot tell from always',
    { [step]: `${programs}truths:\n  often: { ends: {}, share: 15%..97%, runs: 60 }\n` },
    [`${step}:4:29 60 runs cannot tell 97% from always. Use at most 89.1%, or 227 runs.`],
  ],
  [
    'a share that so many runs cannot tell from never',
    { [step]: `${programs}truths:\n  often: { ends: {}, share: 2%..80%, runs: 60 }\n` },
    [`${step}:4:29 60 runs cannot tell 2% from never. Use at least 10.9%, or 342 runs.`],
  ],
  [
    'an hour of looking',
    { [step]: `${programs}observe: 60min\n` },
    [`${step}:3:10 observe is at most 15s. Let the programs show it sooner.`],
  ],
]

describe('a broken exercise, prediction or proof', () => {
  test.each(broken)('is told of %s, with its place', async (_name, changes, lines) => {
    expect(await remarks(changes)).toEqual(lines)
  })

  test('and a whole one is told of nothing', async () => {
    expect(await remarks({ ...overlays, [step]: exercise() })).toEqual([])
  })
})
