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
import type { Known } from './readAll.ts'
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

/** What a look at a course brought. */
export interface Checked {
  readonly course: Course
  /** Everything that is wrong or doubtful; the course is then as whole as it could be read. */
  readonly mistakes: readonly Mistake[]
  /** The same for as long as the course finds the same lesson of this id; undefined when it finds none. */
  readonly editionOf: (lesson: string) => string | undefined
}

interface Look extends HowToRead {
  readonly known?: Known | undefined
  readonly touched?: (lesson: string) => boolean
}

async function read(root: string, look: Look): Promise<Checked & { known?: Known | undefined }> {
  const own = new Mistakes()
  const ids = lessonsIn(root, own)
  const words = ids.length === 0 ? '' : wordsOf(root)
  const glossary: Glossary = words === '' ? noGlossary : readGlossary(words, own)
  const { keep, known, touched = () => true } = look
  const lessons = await readAll({ root, ids, glossary, keep, known, touched })
  const { heads, bodyOf, editionOf } = lessons
  findUnused(glossary, new Set(heads.flatMap(({ terms }) => terms.flatMap(([, to]) => to))), own)
  return {
    course: courseOf({ root, heads, glossary, bodyOf }),
    mistakes: own.with(heads.flatMap(({ mistakes }) => mistakes)),
    editionOf,
    known: lessons.known,
  }
}

/** What lies beside the lessons, or is a lesson's folder itself, may be of all of them. */
function touches(paths: readonly string[] | undefined, lesson: string): boolean {
  return paths?.every((path) => path.includes('/') && !path.startsWith(`${lesson}/`)) !== true
}

/**
 * Checks one course again and again. After a save it is told the paths below `root`, with `/`, that were written: other
 * lessons are then not even looked at. One look at a time.
 */
export function courseChecker(
  root: string,
  how: HowToRead = {},
): (saved?: readonly string[]) => Promise<Checked> {
  let known: Known | undefined
  return async (saved) => {
    const touched = (lesson: string): boolean => touches(saved, lesson)
    const { known: now, ...checked } = await read(root, { ...how, known, touched })
    known = now
    return checked
  }
}

/** Everything that is wrong or doubtful in the course at `root`, and the course as far as it could be read. */
export function checkCourse(root: string, how: HowToRead = {}): Promise<Checked> {
  return courseChecker(root, how)()
}

/** The course at `root`. Rejects with a CourseError that names every mistake as `path:line:col`. */
export async function loadCourse(root: string, how: HowToRead = {}): Promise<Course> {
  const { course, mistakes } = await checkCourse(root, how)
  const errors = mistakes.filter((mistake) => mistake.weight === 'error')
  if (errors.length > 0) throw new CourseError(errors)
  return course
}
