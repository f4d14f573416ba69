import { expect, test } from 'vitest'
import { putAside } from './aside.ts'
import { fitting, inWords } from './files.ts'
import { fitsLink, hashOf, readLink } from './link.ts'
import { snippet } from './snippet.ts'

const originals = [
  { name: 'main.py', text: 'a\n', readonly: false },
  { name: 'settings.py', text: 'b\n', readonly: true },
]

test('what the step keeps read-only, or has already, is not taken from a link', () => {
  const changes = { 'main.py': 'x\n', 'settings.py': 'evil\n', 'own.py': '', 'gone.py': null }
  expect(fitting(originals, changes)).toEqual({ 'main.py': 'x\n', 'own.py': '' })
  expect(fitting(originals, { 'main.py': null, 'settings.py': null })).toEqual({ 'main.py': null })
  expect(fitting(originals, { 'main.py': 'a\n' })).toEqual({})
})

test('changes are told by name: the first three, and how many more', () => {
  expect(inWords(originals, { 'main.py': null, 'own.py': '' })).toBe(
    'main.py deleted, own.py added',
  )
  const many = { 'main.py': 'x', 'a.py': '', 'b.py': '', 'c.py': '', 'd.py': '' }
  expect(inWords(originals, many)).toBe('main.py changed, a.py added, b.py added and 2 more')
})

test('an address leads to code, to what is kept, or to neither', () => {
  for (const link of [{ type: 'code', code: '1.ab' } as const, { type: 'kept', id: 'x' } as const])
    expect(readLink(hashOf(link))).toEqual(link)
  for (const hash of ['', '#', '#code', '#Your-turn', '#?code=1.ab'])
    expect(readLink(hash)).toBeUndefined()
  expect([fitsLink('x'.repeat(4_000)), fitsLink('x'.repeat(4_001))]).toEqual([true, false])
})

test('of what is put aside the newest lies on top, at most five, and nothing twice', () => {
  const put = (at: number) => ({ files: { 'main.py': `${at}` }, mine: at % 2 === 0 })
  const aside = [1, 2, 3, 4, 2, 5, 6].reduce(
    (pile, at) => putAside(pile, put(at)),
    putAside([], put(0)),
  )
  expect(aside).toEqual([6, 5, 2, 4, 3].map(put))
  const huge = (letter: string) => ({ files: { 'main.py': letter.repeat(150_000) }, mine: true })
  expect(putAside([huge('a')], huge('b'))).toEqual([huge('b')])
})

test('a title is text in the HTML for another page, whatever it is', () => {
  const html = snippet({
    src: 'http://h/embed/a/b#code=1.x',
    title: '"><script>alert(1)</script>&',
  })
  expect(html).toContain('title="&quot;>&lt;script>alert(1)&lt;/script>&amp;"')
  expect(html.match(/<script>/g)).toHaveLength(1)
})
