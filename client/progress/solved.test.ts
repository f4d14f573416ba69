/** What is kept of exercises: the code that a later step goes on with. */
import { describe, expect, it } from 'vitest'
import { ownOf } from './solved.ts'

const originals = [
  { name: 'views.py', text: 'a\n', readonly: false },
  { name: 'urls.py', text: 'b\n', readonly: true },
]

describe('a step that goes on from an exercise', () => {
  const step = {
    goesOn: { step: '02-run', title: 'Run', files: ['views.py'] },
    files: originals,
  }

  it('begins with the code that solved it, in the files that it took from there', () => {
    const solved = { 'views.py': 'mine\n', 'notes.py': 'x', 'urls.py': null }
    expect(ownOf(step, solved)).toEqual({ 'views.py': 'mine\n' })
  })

  it('begins with the solution when nothing solved it, or the same did', () => {
    expect(ownOf(step, undefined)).toBeUndefined()
    expect(ownOf(step, { 'views.py': 'a\n' })).toBeUndefined()
    expect(ownOf({ files: originals }, { 'views.py': 'mine\n' })).toBeUndefined()
  })
})
