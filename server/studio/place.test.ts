/** Which page and which part of it a mistake belongs to, and how its file is opened there. */
import { describe, expect, test } from 'vitest'
import { editorLink, hrefOf } from './editor.ts'
import { whyNoLab } from './noLab.ts'
import { excerptOf, placeOf } from './place.ts'
import { nameLearner } from './who.ts'
import type { IncomingMessage } from 'node:http'

const form =
  'programs:\n  main: { file: main.py }\npredict:\n  ask: What?\nexercise:\n  checks: {}\n'
const prose = '# Title\n\nSee [`print`](main.py) and **run** it.\n\n- one\n'

describe('a mistake', () => {
  test.each([
    ['lesson.yaml', 1, '', {}],
    ['01-a/lesson.yaml', 1, '', { lesson: '01-a' }],
    ['01-a/shared/x.py', 1, '', { lesson: '01-a' }],
    ['01-a/02-b', 1, '', { lesson: '01-a', step: '02-b', part: 'prose' }],
    ['01-a/02-b/main.py', 1, 'x', { lesson: '01-a', step: '02-b', part: 'code' }],
    ['01-a/02-b/wrong/x/main.py', 1, 'x', { lesson: '01-a', step: '02-b', part: 'exercise' }],
    ['01-a/02-b/step.yaml', 2, form, { lesson: '01-a', step: '02-b', part: 'code' }],
    ['01-a/02-b/step.yaml', 4, form, { lesson: '01-a', step: '02-b', part: 'predict' }],
    ['01-a/02-b/step.yaml', 6, form, { lesson: '01-a', step: '02-b', part: 'exercise' }],
    [
      '01-a/02-b/README.md',
      3,
      prose,
      { lesson: '01-a', step: '02-b', part: 'prose', near: 'See print and run it.' },
    ],
    [
      '01-a/quiz.yaml',
      3,
      'questions:\n  what:\n    kind: single\n',
      { lesson: '01-a', step: 'quiz', part: 'what' },
    ],
  ])('in %s:%i', (...[path, line, source, place]) => {
    expect(placeOf(path, line, source)).toEqual(place)
  })

  test('comes with its line and the two above', () => {
    expect(excerptOf('a\nb\nc\nd', 3)).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: 'b' },
      { number: 3, text: 'c' },
    ])
    expect(excerptOf('a', 1)).toEqual([{ number: 1, text: 'a' }])
  })
})

describe('a link into the editor', () => {
  const at = { file: '/home/me/my lessons/a.md', line: 3, column: 5 }

  test.each([
    ['what was asked for', 'zed', {}, 'zed://file/home/me/my%20lessons/a.md:3:5'],
    ['by its command', 'code', {}, 'vscode://file/home/me/my%20lessons/a.md:3:5'],
    [
      'an address of one’s own',
      'x://o?f={path}&l={line}',
      {},
      'x://o?f=/home/me/my%20lessons/a.md&l=3',
    ],
    [
      'VISUAL',
      undefined,
      { VISUAL: '/usr/bin/cursor --wait' },
      'cursor://file/home/me/my%20lessons/a.md:3:5',
    ],
    [
      'EDITOR',
      undefined,
      { EDITOR: 'subl' },
      'subl://open?url=file:///home/me/my%20lessons/a.md&line=3&column=5',
    ],
    [
      'one that answers to no address',
      undefined,
      { EDITOR: 'vim' },
      'vscode://file/home/me/my%20lessons/a.md:3:5',
    ],
  ])('%s', (...[, asked, env, href]) => {
    expect(hrefOf(editorLink(asked, env) ?? '', at)).toBe(href)
  })

  test('on Windows', () => {
    const file = 'C:\\lessons\\01-a\\README.md'
    const href = hrefOf(editorLink('vscode') ?? '', { file, line: 1, column: 1 })
    expect(href).toBe('vscode://file/C:/lessons/01-a/README.md:1:1')
  })

  test('an editor that is not known', () => {
    expect(editorLink('ed')).toBeUndefined()
  })
})

test('programs run on Linux, and elsewhere it is said where they can', () => {
  expect(whyNoLab('linux')).toBeUndefined()
  expect(whyNoLab('win32')).toContain('WSL')
  expect(whyNoLab('darwin')).toContain('Linux')
})

test.each([
  ['/ws?as=first-0123456789012345', 'learner=first-0123456789012345'],
  ['/api/files/a/b?x=1&as=first-0123456789012345', 'learner=first-0123456789012345'],
  ['/ws', 'learner=cookie'],
  ['/ws?as=short', 'learner=cookie'],
])('%s is asked by %s', (url, cookie) => {
  const request = { url, headers: { cookie: 'learner=cookie' } } as IncomingMessage
  nameLearner(request)
  expect(request.headers.cookie).toBe(cookie)
})
