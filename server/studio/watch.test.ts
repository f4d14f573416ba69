/** However an editor saves, the watch tells of it, once it is done, and of nothing else. */
import { watch as watchOne } from 'node:fs'
import { appendFile, mkdir, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { FolderWatch } from './watch.ts'

let above: string
let root: string
let watch: FolderWatch
const told: string[][] = []
let heard: () => void = () => undefined

/** Resolves with all that was told up to and including `path`. */
async function until(path: string): Promise<string[]> {
  while (!told.flat().includes(path)) await new Promise<void>((resolve) => (heard = resolve))
  return told.flat()
}

async function begin(poll = false): Promise<void> {
  watch = await FolderWatch.open(root, {
    poll,
    changed: (paths) => {
      told.push([...paths])
      heard()
    },
  })
}

beforeEach(async () => {
  above = await mkdtemp(join(tmpdir(), 'watch-'))
  root = join(above, 'lessons')
  await mkdir(join(root, '01-a/01-b'), { recursive: true })
  await writeFile(join(root, '01-a/01-b/README.md'), 'one')
  told.length = 0
})
afterEach(async () => {
  watch.dispose()
  await rm(above, { recursive: true })
})

const file = '01-a/01-b/README.md'

describe.each([
  ['told by the system', false],
  ['looking for itself', true],
])('%s', (_, poll) => {
  test('a file written in place', async () => {
    await begin(poll)
    await writeFile(join(root, file), 'two')
    expect(await until(file)).toEqual([file])
  })

  test('a file renamed over it, more than once', async () => {
    await begin(poll)
    for (const text of ['two', 'three']) {
      told.length = 0
      await writeFile(join(above, 'new'), text)
      await rename(join(above, 'new'), join(root, file))
      expect(await until(file)).toEqual([file])
    }
  })

  test('one that was moved aside, written anew, and its old form deleted', async () => {
    await begin(poll)
    await rename(join(root, file), join(root, `${file}~`))
    await writeFile(join(root, file), 'two')
    await rm(join(root, `${file}~`))
    expect(new Set(await until(file))).toEqual(new Set([file]))
  })

  test('a folder that came with files in it, and what is written there later', async () => {
    await begin(poll)
    await mkdir(join(above, 'made/solution'), { recursive: true })
    await writeFile(join(above, 'made/solution/main.py'), 'one')
    await rename(join(above, 'made'), join(root, '01-a/02-c'))
    await until(poll ? '01-a/02-c/solution/main.py' : '01-a/02-c')
    told.length = 0
    await writeFile(join(root, '01-a/02-c/solution/main.py'), 'longer')
    expect(await until('01-a/02-c/solution/main.py')).toContain('01-a/02-c/solution/main.py')
  })

  test('a file that is deleted', async () => {
    await begin(poll)
    await rm(join(root, file))
    expect(await until(file)).toEqual([file])
  })
})

/** What `save` does comes to the watch within one moment of its own time, however long a busy machine takes for it. */
async function inOneMoment(save: () => Promise<unknown>): Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const folder = join(root, '01-a/01-b')
  const last = new Promise<void>((resolve) => {
    const beside = watchOne(folder, (_, name) => {
      if (name === 'last~') resolve()
    })
    onTestFinished(() => beside.close())
  })
  await save()
  // What happens in a folder is heard in its order, and nobody tells of this one.
  await writeFile(join(folder, 'last~'), '')
  await last
  // Whether what came is a folder is looked at with the disk's own time.
  while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve))
  vi.advanceTimersByTime(25)
}

test('truncated first and written afterwards, it is told of when it is whole', async () => {
  await begin()
  await inOneMoment(async () => {
    const handle = await open(join(root, file), 'w')
    for (const part of ['one ', 'two ', 'three']) await handle.write(part)
    await handle.close()
  })
  expect(told).toEqual([[file]])
})

test('several files saved together are told of together', async () => {
  const names = ['a.py', 'b.py', 'c.py'].map((name) => join(root, '01-a/01-b', name))
  for (const name of names) await writeFile(name, '')
  await begin()
  await inOneMoment(() => Promise.all(names.map((name) => writeFile(name, 'more'))))
  expect(told).toEqual([['01-a/01-b/a.py', '01-a/01-b/b.py', '01-a/01-b/c.py']])
})

test('one that is written without end is told of all the same', async () => {
  await begin()
  let going = true
  const writing = (async () => {
    while (going) await appendFile(join(root, file), 'x')
  })()
  await until(file)
  going = false
  await writing
  expect(told[0]).toEqual([file])
})

test('what editors leave beside a file is told of by nobody', async () => {
  await begin()
  for (const name of ['.README.md.swp', '4913', 'README.md~', '.#README.md'])
    await writeFile(join(root, '01-a/01-b', name), 'x')
  await mkdir(join(root, '01-a/__pycache__'))
  await writeFile(join(root, file), 'two')
  expect(await until(file)).toEqual([file])
})

test('the whole folder goes and comes back, as when another branch is checked out', async () => {
  await begin()
  await rename(root, join(above, 'away'))
  await until('')
  told.length = 0
  await rename(join(above, 'away'), root)
  await until('')
  await writeFile(join(root, file), 'two')
  expect(await until(file)).toContain(file)
})

test('where the system tells of all below, its paths are told with /', async () => {
  watch = await FolderWatch.open(root, {
    platform: 'darwin',
    changed: (paths) => {
      told.push([...paths])
      heard()
    },
  })
  await writeFile(join(root, file), 'two')
  expect(new Set(await until(file))).toContain(file)
})
