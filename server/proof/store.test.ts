/** What is kept of a proof, and what makes it be played again. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadCourse } from '../lessons/index.ts'
import type { Course } from '../lessons/index.ts'
import { claimsOf } from './claims.ts'
import type { Finding, Result } from './finding.ts'
import { held } from './finding.ts'
import { hashOfEngine } from './hash.ts'
import { withFigures } from './measured.ts'
import { piecesOf } from './piece.ts'
import type { Piece } from './piece.ts'
import { placeOf } from './place.ts'
import { Store } from './store.ts'

const step = `programs: { main: { file: main.py } }
expect:
  main: hello
truths:
  # measured, never written
  often: { output: { has: hello }, share: 15%..89%, runs: 60 }
`
let root: string
let course: Course
const options = () => ({ folder: path.join(root, 'kept'), course: 'here', engine: 'one' })

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'store-'))
  await write({ 'step.yaml': step })
})
afterEach(() => rm(root, { recursive: true }))

/** Writes the course's only lesson with these files of its step, and loads it. */
async function write(files: Readonly<Record<string, string>>): Promise<void> {
  const folder = path.join(root, 'lessons/01-a/01-b')
  await mkdir(folder, { recursive: true })
  const card = 'title: A\nsummary: B.\nminutes: 2\ngoals: [C.]\n'
  await writeFile(path.join(folder, '../lesson.yaml'), card)
  const all = { 'README.md': '# B\n\nRun it.\n', 'main.py': "print('hello')\n", ...files }
  for (const [name, text] of Object.entries(all)) await writeFile(path.join(folder, name), text)
  course = await loadCourse(path.join(root, 'lessons'))
}

function pieceOf(name: string): Piece {
  const piece = piecesOf(course).find((one) => one.name === name)
  if (piece === undefined) throw new Error(`no piece ${name}`)
  return piece
}

const inStep: Finding['place'] = { file: 'step.yaml', keys: ['expect', 'main'] }

function resultOf(piece: Piece, findings: readonly Finding[]): Result {
  const { lesson, step: id, name } = piece
  const passed = findings.every(({ holds }) => holds)
  return {
    ...{ lesson, step: id, name, passed, ms: 1200, slow: 1, sure: true, findings },
    plays: { held: 1, of: 1 },
  }
}

async function noteProven(store: Store): Promise<void> {
  const piece = pieceOf('as written')
  await store.note(piece, resultOf(piece, [held('expect main', inStep, 'printed 1 lines')]))
}

describe('a piece that was proven', () => {
  test('is known to any store of the same folder, and to no other course', async () => {
    await noteProven(new Store(options()))
    expect(await new Store(options()).isProven(pieceOf('as written'))).toBe(true)
    expect(await new Store(options()).isProven(pieceOf('share often'))).toBe(false)
    expect(await new Store({ ...options(), course: 'there' }).isProven(pieceOf('as written'))).toBe(
      false,
    )
  })

  test.each([
    ['its code', { 'main.py': "print('hello')  # again\n" }],
    ['a claim', { 'step.yaml': step.replace('main: hello', 'main: hallo') }],
    ['how long it is looked at', { 'step.yaml': `${step}observe: 6s\n` }],
  ])('is played again when %s has changed', async (_what, files) => {
    const store = new Store(options())
    await noteProven(store)
    await write({ 'step.yaml': step, ...files })
    expect(await store.isProven(pieceOf('as written'))).toBe(false)
    expect(await claimsOf(course, store)).toContainEqual(
      expect.objectContaining({ claim: 'expect main', state: 'changed', ms: 1200 }),
    )
  })

  test('is not played again when only its prose has changed', async () => {
    const store = new Store(options())
    await noteProven(store)
    await write({ 'step.yaml': step, 'README.md': '# B\n\nRun it now.\n' })
    expect(await store.isProven(pieceOf('as written'))).toBe(true)
  })

  test('is played again with another engine', async () => {
    await noteProven(new Store(options()))
    const other = new Store({ ...options(), engine: 'two' })
    expect(await other.isProven(pieceOf('as written'))).toBe(false)
  })

  test('that fails later keeps the time when it was proven', async () => {
    const store = new Store(options())
    await noteProven(store)
    const piece = pieceOf('as written')
    const provenAt = (await store.find(piece))?.provenAt
    const broken = { ...held('expect main', inStep, 'It prints nothing.'), holds: false }
    await store.note(piece, resultOf(piece, [broken]))
    expect(await store.isProven(piece)).toBe(false)
    expect(await store.find(piece)).toMatchObject({ passed: false, provenAt })
    expect(await readdir(options().folder)).toHaveLength(1)
  })
})

test('what cannot be read is not known', async () => {
  const store = new Store(options())
  await noteProven(store)
  const [name = ''] = await readdir(options().folder)
  await writeFile(path.join(options().folder, name), '{"lesson":')
  expect(await store.find(pieceOf('as written'))).toBeUndefined()
})

test('the claims of a course are listed with what is known of each', async () => {
  const store = new Store(options())
  await noteProven(store)
  const share = pieceOf('share often')
  const place: Finding['place'] = { file: 'step.yaml', keys: ['truths', 'often', 'share'] }
  const counted = { held: 22, runs: 60 }
  await store.note(share, resultOf(share, [{ ...held('share often', place, 'It held'), counted }]))
  const rows = await claimsOf(course, store)
  expect(rows).toMatchObject([
    { claim: 'expect main', piece: 'as written', state: 'proven', ms: 1200 },
    { claim: 'share often', state: 'proven', counted, provenAt: expect.stringMatching(/^20.*Z$/) },
  ])
  expect(await claimsOf(course, store, '02')).toEqual([])
})

test('a word for a share is followed by what was measured, as long as nothing has changed', async () => {
  const store = new Store(options())
  const prose = '# B\n\nIt is [often](step.yaml#often) so.\n'
  const shown = () => withFigures(course, store).find('01-a')?.view.steps[0]?.html
  const word = 'It is <span data-measured="often">often</span>'
  await write({ 'step.yaml': step, 'README.md': prose })
  expect(shown()).toBe(`<p>${word} so.</p>`)
  const share = pieceOf('share often')
  const place: Finding['place'] = { file: 'step.yaml', keys: ['truths', 'often', 'share'] }
  const counted = { held: 22, runs: 60 }
  await store.note(share, resultOf(share, [{ ...held('share often', place, ''), counted }]))
  expect(shown()).toBe(`<p>${word} (22 of 60 runs when this was last proven) so.</p>`)
  await write({ 'step.yaml': step, 'README.md': prose, 'main.py': 'print(1)\n' })
  expect(shown()).toBe(`<p>${word} so.</p>`)
})

test('a claim is found where it is written, or the nearest thing above it', async () => {
  const name = { lesson: '01-a', step: '01-b', name: 'share often' }
  const where = (...keys: string[]) =>
    placeOf(path.join(root, 'lessons'), name, {
      ...held('share often', { file: 'step.yaml', keys }, ''),
    })
  expect(await where('truths', 'often', 'share')).toEqual({
    path: '01-a/01-b/step.yaml',
    line: 6,
    column: 36,
  })
  expect(await where('truths', 'never', 'share')).toMatchObject({ line: 4, column: 1 })
  expect(await where('exercise')).toMatchObject({ line: 1, column: 1 })
})

test('the engine is what plays and judges, and the packages around it', async () => {
  const server = path.resolve(import.meta.dirname, '..')
  const now = await hashOfEngine(server, { redis: '7.0.15' })
  expect(await hashOfEngine(server, { redis: '7.0.15' })).toBe(now)
  expect(await hashOfEngine(server, { redis: '7.2.0' })).not.toBe(now)
})
