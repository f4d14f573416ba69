/** The learner's changes to a step's files. */
import { describe, expect, it } from 'vitest'
import { filesOf, remove, rename, restore, write } from './draft.ts'
import { nameTrouble } from './nameTrouble.ts'

const originals = [
  { name: 'views.py', text: 'a\n', readonly: false },
  { name: 'urls.py', text: 'b\n', readonly: true },
]

describe('a draft', () => {
  it('holds only what differs from the original', () => {
    const changed = write(originals, {}, { name: 'views.py', text: 'x\n' })
    expect(changed).toEqual({ 'views.py': 'x\n' })
    expect(write(originals, changed, { name: 'views.py', text: 'a\n' })).toEqual({})
  })

  it('leaves read-only files as they are, also where an old draft has changed them', () => {
    expect(write(originals, {}, { name: 'urls.py', text: 'x' })).toEqual({})
    expect(remove(originals, {}, 'urls.py')).toEqual({})
    expect(filesOf(originals, { 'urls.py': 'x' })[1]).toMatchObject({ text: 'b\n', changed: false })
  })

  it('shows the learner’s own files after those of the step', () => {
    const names = filesOf(originals, { 'z.py': '', 'c.py': '' }).map((file) => file.name)
    expect(names).toEqual(['views.py', 'urls.py', 'c.py', 'z.py'])
  })

  it('marks a deleted file of the step, and forgets a deleted one of the learner', () => {
    const both = remove(originals, remove(originals, { 'own.py': '' }, 'own.py'), 'views.py')
    expect(both).toEqual({ 'views.py': null })
    expect(filesOf(originals, both).map((file) => file.name)).toEqual(['urls.py'])
  })

  it('keeps the text of a renamed file', () => {
    expect(rename(originals, {}, { from: 'views.py', to: 'mine.py' })).toEqual({
      'views.py': null,
      'mine.py': 'a\n',
    })
  })

  it('goes back to the original, for one file or for all', () => {
    const changes = { 'views.py': 'x', 'own.py': 'y' }
    expect(restore(changes, 'views.py')).toEqual({ 'own.py': 'y' })
    expect(restore(changes)).toEqual({})
  })
})

describe('a new file’s name', () => {
  it.each(['', 'views.py', '/etc/x', '../x', 'a/', 'a*b', 'x'.repeat(101)])(
    'is not “%s”',
    (name) => {
      expect(nameTrouble(name, ['views.py'])).toBeTypeOf('string')
    },
  )

  it.each(['notes.py', 'lib/tools.py', 'read me.txt'])('may be %s', (name) => {
    expect(nameTrouble(name, ['views.py'])).toBeUndefined()
  })
})
