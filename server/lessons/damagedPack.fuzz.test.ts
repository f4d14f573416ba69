/** What is kept of lessons, damaged in any way: it is not there, or it is as it was. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect } from 'vitest'
import { fuzz } from '../test/fuzz.ts'
import { Pack, bytesOf } from './pack.ts'

const folder = mkdtempSync(join(tmpdir(), 'pack-'))
afterAll(() => rmSync(folder, { recursive: true }))
const [good, bad] = [join(folder, 'good'), join(folder, 'bad')]
const view = {
  card: {
    id: 'a',
    title: 'A',
    summary: '',
    minutes: 1,
    goals: [],
    steps: [],
    questions: [],
    shape: [],
  },
  steps: [],
  questions: [],
}
const bytes = bytesOf({ view, steps: [], played: [], sheets: new Map() })
const head = { id: 'a', card: view.card, pictures: [], terms: [], mistakes: [] }
Pack.write(good, 'v', [{ key: 'k', stamp: undefined, head, body: () => bytes }])
const written = readFileSync(good)

const damage = fc.record({
  how: fc.constantFrom('byte', 'byte', 'byte', 'cut', 'drop', 'double', 'zeros', 'more'),
  at: fc.nat(written.length),
  length: fc.nat(40),
  byte: fc.integer({ min: 1, max: 255 }),
})

function damaged(
  now: Buffer,
  { how, at, length, byte }: typeof damage extends fc.Arbitrary<infer T> ? T : never,
): Buffer {
  const [before, part, after] = [
    now.subarray(0, at),
    now.subarray(at, at + length),
    now.subarray(at + length),
  ]
  switch (how) {
    case 'byte': {
      const copy = Buffer.from(now)
      if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ byte
      return copy
    }
    case 'cut':
      return before
    case 'drop':
      return Buffer.concat([before, after])
    case 'double':
      return Buffer.concat([before, part, part, after])
    case 'zeros':
      return Buffer.concat([before, Buffer.alloc(part.length), after])
    case 'more':
      return Buffer.concat([now, Buffer.alloc(length, byte)])
  }
}

fuzz(
  { of: 'damaged packs of lessons', cases: 500 },
  'are not opened, or hold what was written',
  fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (all) => {
    const now = all.reduce(damaged, written)
    writeFileSync(bad, now)
    const kept = Pack.open(bad, 'v')?.lessons.get('a')
    if (kept === undefined) {
      expect(now.equals(written)).toBe(false)
      return
    }
    expect(kept.head).toEqual(head)
    const body = kept.body()
    expect(body?.equals(bytes) ?? !now.equals(written)).toBe(true)
  }),
)
