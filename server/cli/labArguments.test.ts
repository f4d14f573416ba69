/** Words after `lab` become a request, or one sentence. */
import { describe, expect, it } from 'vitest'
import { parseArguments } from './labArguments.ts'

const plain = { json: false, stdin: undefined, stopAfterMs: undefined, with: [] }

describe('lab', () => {
  it('run takes programs after its options', () => {
    expect(parseArguments(['run', 'a.py', 'b.py'])).toEqual({
      ...plain,
      type: 'run',
      programs: ['a.py', 'b.py'],
    })
    expect(
      parseArguments([
        'run',
        '--json',
        '--stop-after',
        '1.5',
        '--stdin=in.txt',
        '--with',
        'x',
        '--with=y',
        '--',
        '-a.py',
      ]),
    ).toEqual({
      type: 'run',
      json: true,
      stopAfterMs: 1_500,
      stdin: 'in.txt',
      with: ['x', 'y'],
      programs: ['-a.py'],
    })
  })

  it('exec takes any command after --', () => {
    expect(parseArguments(['exec', '--', 'ls', '--help'])).toEqual({
      type: 'exec',
      command: ['ls', '--help'],
      mount: undefined,
    })
    expect(parseArguments(['exec', '--mount', '/x', '--', 'ls'])).toMatchObject({ mount: '/x' })
    expect(parseArguments(['exec', '--mount=/x', 'ls', '-l'])).toMatchObject({
      mount: '/x',
      command: ['ls', '-l'],
    })
  })

  it.each([
    [[], /run or exec/],
    [['fly'], /no command "fly"/],
    [['run'], /name a program/],
    [['run', '--json'], /name a program/],
    [['run', '--nope', 'x', 'a.py'], /no option --nope/],
    [['run', '--stop-after', 'soon', 'a.py'], /number of seconds/],
    [['run', '--stop-after', '-1', 'a.py'], /number of seconds/],
    [['run', '--with'], /needs a value/],
    [['exec'], /name a command/],
    [['exec', '--'], /name a command/],
    [['exec', '--mount'], /needs a folder/],
    [['exec', '--json', '--', 'ls'], /no option --json/],
  ])('%j is told what is wrong', (words, say) => {
    expect(parseArguments(words)).toMatchObject({ type: 'wrong', say: expect.stringMatching(say) })
  })

  it.each([[['--help']], [['-h']], [['run', '--help']], [['exec', '-h']]])('%j helps', (words) => {
    expect(parseArguments(words)).toEqual({ type: 'help' })
  })
})
