/** The heads of all attacks: complete, distinct, and about layers that there are. */
import { expect, test } from 'vitest'
import { readAttacks } from './catalogue.ts'
import { FAMILIES, parseHeader } from './header.ts'
import { LAYERS } from './layers.ts'

const attacks = readAttacks()

test('every attack says what it tries, what stops it and what is read', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(60)
  const careless = attacks.filter(
    ({ tries, how }) => !/^[a-z].*\.$/.test(tries) || how.endsWith('.'),
  )
  expect(careless.map(({ name }) => name)).toEqual([])
})

test('no two are stopped by the same layer in the same way', () => {
  const ways = attacks.map(({ layer, how }) => `${layer}: ${how}`)
  expect(ways.filter((way, at) => ways.indexOf(way) !== at)).toEqual([])
})

test('every family is tried, and every layer', () => {
  expect(FAMILIES.filter((family) => !attacks.some((one) => one.family === family))).toEqual([])
  const tried = new Set<string>(attacks.map(({ layer }) => layer))
  expect(Object.keys(LAYERS).filter((layer) => !tried.has(layer))).toEqual([])
})

test('a head that lacks something, or names no layer, is refused', () => {
  const head = '# Tries: x.\n# Layer: task limit\n# How: y\n# Reads: z\n# Ends: exit 0\ncode\n'
  expect(parseHeader(head).layer).toBe('task limit')
  expect(() => parseHeader(head.replace('# How: y\n', ''))).toThrow('the header lacks how')
  expect(() => parseHeader(head.replace('task limit', 'luck'))).toThrow('luck is no layer')
  expect(() => parseHeader(head.replace('How', 'Why'))).toThrow('why is no field')
})
