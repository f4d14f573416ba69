/** Loads the course: a folder of lesson folders, checked whole before any of it is served. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { courseOf } from './course.ts'
import { findUnused, noGlossary, readGlossary } from './glossary.ts'
import type { Glossary } from './glossary.ts'
import type { Course } from './lesson.ts'
import { CourseError, Mistakes, startOf } from './mistakes.ts'
import type { Mistake } from './mistakes.ts'
import { readAll } from './readAll.ts'
import { entriesOf } from './snapshot.ts'
import { numberedFolders } from './tree.ts'

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

/** The text of the glossary, empty where there is none. */
function wordsOf(root: string): string {
  const file = join(root, 'glossary.md')
  const isThere = statSync(file, { throwIfNoEntry: false })?.isFile() === true
  return isThere ? readFileSync(file, 'utf8') : ''
}

const beside = ['README.md', 'glossary.md', 'schema']

/** The lessons' folders in order; what else is wrong with the course's own is told. */
function lessonsIn(root: string, mistakes: Mistakes): string[] {
  if (!isFolder(root)) {
    mistakes.error(startOf('.'), 'There is no such folder. Name the one that holds the lessons.')
    return []
  }
  const entries = entriesOf(root)
  if (entries.some(({ name }) => name === 'lesson.yaml')) {
    mistakes.error(startOf('lesson.yaml'), 'This is one lesson. Name the folder that it lies in.')
    return []
  }
  const ids = numberedFolders(entries, { path: '', beside }, mistakes)
  if (ids.length === 0)
    mistakes.error(startOf('.'), 'There is no lesson. Add a folder 01-its-name with a lesson.yaml.')
  return ids
}

export interface HowToRead {
  /** Folder for what is kept between starts; what is kept of the very same files is not read again. */
  readonly keep?: string
}

function read(root: string, keep: string | undefined) {
  const own = new Mistakes()
  const ids = lessonsIn(root, own)
  const words = ids.length === 0 ? '' : wordsOf(root)
  const glossary: Glossary = words === '' ? noGlossary : readGlossary(words, own)
  const { heads, bodyOf } = readAll({ root, ids, glossary, words, keep })
  findUnused(glossary, new Set(heads.flatMap(({ terms }) => terms.flatMap(([, to]) => to))), own)
  return {
    course: courseOf({ root, heads, glossary, bodyOf }),
    mistakes: own.with(heads.flatMap(({ mistakes }) => mistakes)),
  }
}

/** Everything that is wrong or doubtful in the course at `root`, and the course as far as it could be read. */
export async function checkCourse(
  root: string,
  { keep }: HowToRead = {},
): Promise<{ course: Course; mistakes: readonly Mistake[] }> {
  return read(root, keep)
}

/** The course at `root`. Rejects with a CourseError that names every mistake as `path:line:col`. */
export async function loadCourse(root: string, how: HowToRead = {}): Promise<Course> {
  const { course, mistakes } = await checkCourse(root, how)
  const errors = mistakes.filter((mistake) => mistake.weight === 'error')
  if (errors.length > 0) throw new CourseError(errors)
  return course
}
