/** When a build is stale: contents decide, not times. */
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sourcesHash } from './build.ts'

let root = ''
const write = async (file: string, text: string) => {
  await fs.mkdir(path.dirname(path.join(root, file)), { recursive: true })
  await fs.writeFile(path.join(root, file), text)
}

beforeEach(async () => {
  root = await fs.mkdtemp(path.join(os.tmpdir(), 'build-'))
  await write('client/main.tsx', 'one')
  await write('tsconfig.json', '{}')
})
afterEach(() => fs.rm(root, { recursive: true }))

const hash = () => sourcesHash(['client', 'tsconfig.json'], root)

test('a file written again with the same text changes nothing', async () => {
  const before = await hash()
  await fs.utimes(path.join(root, 'client/main.tsx'), 1, 1)
  expect(await hash()).toBe(before)
})

test('changed text, a new file and a renamed one each make the build stale', async () => {
  const seen = new Set([await hash()])
  await write('client/main.tsx', 'two')
  seen.add(await hash())
  await write('client/ui/Button.tsx', 'three')
  seen.add(await hash())
  await fs.rename(path.join(root, 'client/main.tsx'), path.join(root, 'client/first.tsx'))
  seen.add(await hash())
  expect(seen.size).toBe(4)
})

test('tests, Markdown and Python are no part of a build', async () => {
  const before = await hash()
  await write('client/main.test.tsx', 'test')
  await write('client/README.md', 'words')
  await write('client/e2e/story.ts', 'story')
  expect(await hash()).toBe(before)
})
