/** `npm run quiz`: questions of a lesson as GIFT, and GIFT as a quiz.yaml; what does not come along is told. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { stringify } from 'yaml'
import { readConfig } from '../config.ts'
import { Unreadable, readGift, writeGift } from '../gift/index.ts'
import { inOneLine, readQuestions } from '../lessons/index.ts'
import { main } from './setup/main.ts'
import { typed } from './setup/places.ts'
import { Problem } from './setup/problem.ts'

const HELP = `npm run --silent quiz -- export LESSON [--lessons DIR] > quiz.gift
npm run --silent quiz -- import FILE.gift > quiz.yaml

LESSON is a folder of lessons, or of DIR, as 01-redis-as-a-broker, or the path of a quiz.yaml. What does not come
along is told on standard error, a line each. An import has TODO where GIFT says nothing; npm run lessons
finds each of them.
`

const tell = (lines: readonly string[]): void => {
  for (const line of lines) process.stderr.write(`${line}\n`)
}

async function read(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await fs.readFile(file))
  } catch (error) {
    if (error instanceof TypeError)
      throw new Problem(`${file} cannot be read: it is not UTF-8. Save it as UTF-8.`)
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Problem(
        `There is no ${file}. Name a lesson, with --lessons DIR where it lies elsewhere, or a file.`,
      )
    throw new Problem(`${file} cannot be read: ${String(error)}`)
  }
}

async function exportQuiz(lesson: string, lessons: string): Promise<number> {
  const file = lesson.endsWith('.yaml')
    ? typed(lesson)
    : path.join(typed(lessons), lesson, 'quiz.yaml')
  const { questions, mistakes } = readQuestions(file, await read(file))
  tell(mistakes.map(inOneLine))
  if (mistakes.length > 0) return 1
  const { gift, lost } = writeGift(questions)
  process.stdout.write(gift)
  tell(lost)
  return 0
}

async function importQuiz(file: string): Promise<number> {
  try {
    const { questions, lost } = readGift(await read(typed(file)))
    process.stdout.write(stringify({ questions }, { lineWidth: 100 }))
    tell(lost)
    return 0
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    tell([`${file}:${error.line}:${error.column} ${error.message}`])
    return 1
  }
}

await main(async () => {
  const [what, name, option, folder, ...more] = process.argv.slice(2)
  if (name !== undefined && option === undefined) {
    if (what === 'export') return exportQuiz(name, readConfig([], {}).paths.lessons)
    if (what === 'import') return importQuiz(name)
  }
  const elsewhere = option === '--lessons' && more.length === 0 ? folder : undefined
  if (what === 'export' && name !== undefined && elsewhere !== undefined)
    return exportQuiz(name, elsewhere)
  process.stderr.write(HELP)
  return what === '--help' || what === '-h' ? 0 : 2
})
