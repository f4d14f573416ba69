/** Loads the course: a folder of lesson folders, checked whole before any of it is served. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { courseOf } from './course.ts'
import { findUnused, noGlossary, readGlossary } from './glossary.ts'
import type { Glossary } from './glossary.ts'
import type { Course } from './lesson.ts'
import { CourseError, Mistakes, startOf } from './mistakes.ts'
import type { Mistake } from './mistakes.ts'
import { readLesson } from './readLesson.ts'
import type { ReadLesson } from './readLesson.ts'
import { Snapshot, entriesOf } from './snapshot.ts'
import { numberedFolders } from './tree.ts'

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function glossaryOf(root: string, mistakes: Mistakes): Glossary {
  const file = join(root, 'glossary.md')
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return noGlossary
  return readGlossary(readFileSync(file, 'utf8'), mistakes)
}

const beside = ['README.md', 'glossary.md', 'schema']

/** The lessons' folders in order; what else is wrong with the course's own is told. */
function lessonsIn(root: string, mistakes: Mistakes): string[] {
  if (!isFolder(root)) {
    mistakes.error(startOf('.'), 'There is no such folder. Name the one that holds the lessons.')
    return []
  }
  const ids = numberedFolders(entriesOf(root), { path: '', beside }, mistakes)
  if (ids.length === 0)
    mistakes.error(startOf('.'), 'There is no lesson. Add a folder 01-its-name with a lesson.yaml.')
  return ids
}

function read(root: string): { course: Course; mistakes: readonly Mistake[] } {
  const own = new Mistakes()
  const ids = lessonsIn(root, own)
  const glossary = ids.length === 0 ? noGlossary : glossaryOf(root, own)
  const lessons: ReadLesson[] = ids.map((id) =>
    readLesson({ id, glossary, snapshot: new Snapshot(root, id) }),
  )
  const heads = lessons.map(({ head }) => head)
  findUnused(glossary, new Set(heads.flatMap(({ terms }) => terms.flatMap(([, to]) => to))), own)
  const bodies = new Map(lessons.map(({ head, body }) => [head.id, body]))
  return {
    course: courseOf({ root, heads, glossary, bodyOf: (id) => bodies.get(id) }),
    mistakes: own.with(heads.flatMap(({ mistakes }) => mistakes)),
  }
}

/** Everything that is wrong or doubtful in the course at `root`, and the course as far as it could be read. */
export async function checkCourse(
  root: string,
): Promise<{ course: Course; mistakes: readonly Mistake[] }> {
  return read(root)
}

/** The course at `root`. Rejects with a CourseError that names every mistake as `path:line:col`. */
export async function loadCourse(root: string): Promise<Course> {
  const { course, mistakes } = await checkCourse(root)
  const errors = mistakes.filter((mistake) => mistake.weight === 'error')
  if (errors.length > 0) throw new CourseError(errors)
  return course
}
