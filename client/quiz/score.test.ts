/** What answers come to. */
import { describe, expect, it } from 'vitest'
import { isOpen, isWrong, nextOf, restInWords, score, scoreInWords } from './score.ts'

const question = (id: string) => ({
  id,
  kind: 'single' as const,
  idea: id,
  from: 'step',
  askHtml: '',
  hash: 'now',
  options: [
    { key: 'right', html: '' },
    { key: 'other', html: '' },
  ],
})
const right = { parts: ['right'], right: true, hash: 'now' }
const other = { parts: ['other'], right: false, hash: 'now' }

describe('answers', () => {
  it('count at the first try only when the first one was right', () => {
    const scored = [
      score(question('a'), { tries: [right] }),
      score(question('b'), { tries: [other, right] }),
    ]
    expect(scoreInWords(scored)).toBe('One of two at the first try')
    expect(scored.map(isWrong)).toEqual([false, false])
  })

  it('all right are said so', () => {
    const both = ['a', 'b'].map((id) => score(question(id), { tries: [right] }))
    expect(scoreInWords(both)).toBe('All two at the first try')
  })

  it.each([
    ['a wrong one beside a right one', [[other], [right]], 'One question can be asked again. The'],
    ['nothing but wrong ones', [[other], [other]], '2 questions can be asked again.'],
    ['one that is open', [[other], []], 'One question has no answer yet. Your answers are kept.'],
    ['all right', [[right], [right]], 'Each idea leads back'],
  ])('say what is to be done: %s', (_, all, said) => {
    const scored = all.map((tries, at) => score(question(String(at)), { tries }))
    expect(restInWords(scored).startsWith(said)).toBe(true)
    expect(restInWords(scored).includes('The other answers')).toBe(said.endsWith('The'))
  })

  it('to a question that reads otherwise now leave the question open', () => {
    expect(isOpen(score(question('a'), { tries: [{ ...right, hash: 'before' }] }))).toBe(true)
  })

  it('lead on in the order of the round, to its end', () => {
    expect(nextOf(['a', 'c'], 'a')).toBe('c')
    expect(nextOf(['a', 'c'], 'c')).toBeUndefined()
  })
})
