/** What answers come to. */
import { describe, expect, it } from 'vitest'
import { isOpen, isWrong, nextOf, score, scoreInWords } from './score.ts'

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

  it('to a question that reads otherwise now leave the question open', () => {
    expect(isOpen(score(question('a'), { tries: [{ ...right, hash: 'before' }] }))).toBe(true)
  })

  it('lead on in the order of the round, to its end', () => {
    expect(nextOf(['a', 'c'], 'a')).toBe('c')
    expect(nextOf(['a', 'c'], 'c')).toBeUndefined()
  })
})
