/** A course of many lessons for the bench: the lessons there are, over and over, each a little different. */
import { cp, mkdir, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const source = join(import.meta.dirname, '../../lessons')

/** `0017-two-programs`. */
const numbered = (number: number, name: string): string =>
  `${String(number).padStart(4, '0')}-${name.replace(/^\d+-/, '')}`

/** So that no two lessons have the same texts, and each can be found by its number. */
async function makeOwn(folder: string, number: number): Promise<void> {
  const card = join(folder, 'lesson.yaml')
  const text = await readFile(card, 'utf8')
  await writeFile(card, text.replace(/^title: (.*)$/m, `title: $1, number ${number}`))
  for (const step of await readdir(folder)) {
    const prose = join(folder, step, 'README.md')
    if (!/^\d/.test(step)) continue
    await writeFile(prose, `${await readFile(prose, 'utf8')}\nThis is lesson ${number}.\n`)
  }
}

/** Writes `count` lessons to a new temporary folder; their glossary is the one there is. */
export async function writeManyLessons(count: number): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'backchannel-many-'))
  const models = (await readdir(source)).filter((name) => /^\d/.test(name)).toSorted()
  await cp(join(source, 'glossary.md'), join(root, 'glossary.md'))
  for (let number = 1; number <= count; number += 1) {
    const model = models[(number - 1) % models.length] ?? ''
    const folder = join(root, numbered(number, model))
    await mkdir(folder)
    await cp(join(source, model), folder, { recursive: true })
    await makeOwn(folder, number)
  }
  return root
}
