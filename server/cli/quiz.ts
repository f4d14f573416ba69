/** `npm run quiz`: questions of a lesson as GIFT, and GIFT as a quiz.yaml; what does not come along is told. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { stringify } from 'yaml'
import { readConfig } from '../config.ts'
import { Unreadable, readGift, writeGift } from '../gift/index.ts'
import { inOneLine, readQuestions } from '../lessons/index.ts'
import { main } from './setup/main.ts'
import { Problem } from './setup/problem.ts'

const HELP = `npm run --silent quiz -- export LESSON > quiz.gift
npm run --silent quiz -- import FILE.gift > quiz.yaml

LESSON is a folder of lessons, as 01-redis-as-a-broker, or the path of a quiz.yaml. What does not come
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
    const why = error instanceof TypeError ? 'it is not UTF-8. Save it as UTF-8.' : String(error)
    throw new Problem(`${file} cannot be read: ${why}`)
  }
}

async function exportQuiz(lesson: string): Promise<number> {
  const { paths } = readConfig([], {})
  const file = lesson.endsWith('.yaml') ? lesson : path.join(paths.lessons, lesson, 'quiz.yaml')
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
    const { questions, lost } = readGift(await read(file))
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
  const [what, name, ...more] = process.argv.slice(2)
  if (name !== undefined && more.length === 0) {
    if (what === 'export') return exportQuiz(name)
    if (what === 'import') return importQuiz(name)
  }
  process.stderr.write(HELP)
  return what === '--help' || what === '-h' ? 0 : 2
})
