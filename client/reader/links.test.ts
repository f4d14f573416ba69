/** Links in prose. */
import { describe, expect, it } from 'vitest'
import { meaningOfLink } from './links.ts'

describe('a link in prose', () => {
  it('opens a file, and lights a line of it', () => {
    expect(meaningOfLink({ file: 'views.py', line: '12' })).toEqual({
      type: 'file',
      file: 'views.py',
      line: 12,
    })
    expect(meaningOfLink({ file: 'views.py' })).toMatchObject({ line: undefined })
  })

  it('leads to another step', () => {
    expect(meaningOfLink({ step: '07-x' })).toEqual({ type: 'step', step: '07-x' })
  })

  it('is a word of the glossary', () => {
    expect(meaningOfLink({ term: 'channel' })).toEqual({ type: 'term' })
  })

  it('else leads away', () => {
    expect(meaningOfLink({})).toEqual({ type: 'away' })
  })
})
