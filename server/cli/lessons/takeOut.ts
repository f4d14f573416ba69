/** `npm run lessons -- export` and `print`: a lesson as a zip that plays at home, and as a page to be printed. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { packLesson, readSource } from '../../export/index.ts'
import type { Places, Source } from '../../export/index.ts'
import type { Pool } from '../../lab/index.ts'
import { CourseError, loadCourse } from '../../lessons/index.ts'
import type { Course, Lesson } from '../../lessons/index.ts'
import { typed } from '../setup/places.ts'
import { Problem } from '../setup/problem.ts'
import { shownPath } from './lint.ts'
import { printOut } from './printOut.ts'

export interface TakeOut {
  readonly type: 'export' | 'print'
  /** The lesson's id, or how it begins. */
  readonly lesson: string
  readonly lessons: string | undefined
  /** The folder of the zip, the file of the page. */
  readonly out?: string
}

const verbs = ['export', 'print'] as const

/** Undefined when something else is asked for; throws a Problem when it is asked wrongly. */
export function readTakeOut(words: readonly string[]): TakeOut | undefined {
  const type = verbs.find((verb) => verb === words[0])
  if (type === undefined || words.includes('--help') || words.includes('-h')) return undefined
  const values = new Map<string, string>()
  const named: string[] = []
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (!word.startsWith('-')) named.push(word)
    else if (word !== '--out' && word !== '--lessons')
      throw new Problem(`${word} is not known. npm run lessons -- --help lists what is.`)
    else {
      const value = words[(at += 1)]
      if (value === undefined) throw new Problem(`${word} needs a value.`)
      values.set(word, value)
    }
  }
  const [lesson, ...more] = named
  const out = values.get('--out')
  if (lesson === undefined || more.length > 0)
    throw new Problem(`Name one lesson: npm run lessons -- ${type} 01.`)
  return { type, lesson, lessons: values.get('--lessons'), ...(out === undefined ? {} : { out }) }
}

/** The one lesson that is meant. */
function find(course: Course, name: string): Lesson {
  const found = course.lessons.filter(({ id }) => id === name || id.startsWith(name))
  const exact = found.find(({ id }) => id === name) ?? found[0]
  if (exact !== undefined && (found.length === 1 || exact.id === name)) return exact
  const known = course.lessons.map(({ id }) => id).join(', ')
  throw new Problem(
    found.length === 0
      ? `There is no lesson ${name}. There are ${known}.`
      : `${name} begins several: ${found.map(({ id }) => id).join(', ')}.`,
  )
}

async function load(root: string): Promise<Course> {
  try {
    return await loadCourse(root)
  } catch (error) {
    if (error instanceof CourseError) throw new Problem(error.message)
    throw error
  }
}

async function writeZip({ out = '.' }: TakeOut, source: Source): Promise<void> {
  const { bytes, lost } = await packLesson(source)
  const folder = typed(out)
  const name = `${source.lesson.id}.zip`
  await fs.mkdir(folder, { recursive: true })
  await fs.writeFile(path.join(folder, name), bytes)
  for (const one of lost) process.stderr.write(`${one}\n`)
  process.stdout.write(`${shownPath(folder, name)}: ${bytes.length} bytes\n`)
}

async function writePage(
  { out }: TakeOut,
  asked: { readonly course: Course; readonly source: Source },
  openLabs: OpenLabs,
): Promise<void> {
  const file = typed(out ?? `${asked.source.lesson.id}.html`)
  const shown = shownPath(path.dirname(file), path.basename(file))
  const pool = await openLabs(1)
  try {
    const html = await printOut(asked, pool, (step) => process.stdout.write(`playing ${step}\n`))
    await fs.mkdir(path.dirname(file), { recursive: true })
    await fs.writeFile(file, html)
    process.stdout.write(`${shown}: ${Buffer.byteLength(html)} bytes\n`)
  } finally {
    await pool.dispose()
  }
}

/** Opens labs, so many side by side. */
type OpenLabs = (jobs: number) => Promise<Pool>

/** Writes what is asked for, and says what of the lesson is not in it. */
export async function takeOut(asked: TakeOut, paths: Places, openLabs: OpenLabs): Promise<number> {
  const lessons = typed(asked.lessons ?? paths.lessons)
  const course = await load(lessons)
  const source = await readSource(find(course, asked.lesson), { ...paths, lessons })
  if (asked.type === 'export') await writeZip(asked, source)
  else await writePage(asked, { course, source }, openLabs)
  return 0
}
