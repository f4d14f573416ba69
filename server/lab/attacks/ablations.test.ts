/** Every layer can be taken away in a test, or says why not; the edits fit the source as it is now. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ABLATIONS, KEPT, type Edit } from './ablations.ts'
import { readAttacks } from './catalogue.ts'
import { LAYERS } from './layers.ts'
import { edited, project } from './mutant.ts'

function apply(edits: readonly Edit[]): Map<string, string> {
  const texts = new Map<string, string>()
  for (const edit of edits) {
    const before = texts.get(edit.file) ?? readFileSync(path.join(project, edit.file), 'utf8')
    texts.set(edit.file, edited(before, edit))
  }
  return texts
}

test.each(ABLATIONS)('$layer: $without', ({ edits, attacks }) => {
  expect(apply(edits).size).toBeGreaterThan(0)
  const names = readAttacks().map(({ name }) => name)
  expect(attacks.filter((name) => !names.includes(name))).toEqual([])
})

test('each layer is taken away, or kept for a reason', () => {
  const taken = new Set<string>([...ABLATIONS.map(({ layer }) => layer), ...Object.keys(KEPT)])
  expect(Object.keys(LAYERS).filter((layer) => !taken.has(layer))).toEqual([])
})

test('an edit of what is not there is refused', () => {
  expect(() => edited('a b a', { file: 'x', from: 'a', to: 'c' })).toThrow('"a" is 2 times in x')
  expect(edited('a b', { file: 'x', from: 'a', to: 'c' })).toBe('c b')
})
