/** The lessons of a course: read anew, or taken from what was kept of the very same files. */
import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { Glossary } from './glossary.ts'
import { Pack, bodyOf, bytesOf } from './pack.ts'
import type { Packed } from './pack.ts'
import { readLesson } from './readLesson.ts'
import type { LessonBody, LessonHead } from './readLesson.ts'
import { Snapshot } from './snapshot.ts'
import { codeVersion } from './version.ts'

/** Lessons whose texts are at hand; those of others are fetched when they are opened. */
const atHand = 24

export interface Wanted {
  readonly root: string
  readonly ids: readonly string[]
  readonly glossary: Glossary
  /** Text of the glossary: of it depends what is a mistake. */
  readonly words: string
  /** Folder of what is kept between starts; without it everything is read, and stays in memory. */
  readonly keep: string | undefined
}

export interface Lessons {
  readonly heads: readonly LessonHead[]
  readonly bodyOf: (lesson: string) => LessonBody | undefined
}

/** One file for each course, and apart for sources and bundle, which are of different versions. */
function fileOf({ root, keep }: Wanted & { keep: string }): string {
  const made = import.meta.filename.endsWith('.ts') ? 'source' : 'built'
  const course = createHash('sha256').update(resolve(root)).digest('hex').slice(0, 16)
  return join(keep, `${course}.${made}`)
}

function readAnew({ root, ids, glossary }: Wanted): Lessons {
  const read = ids.map((id) => readLesson({ id, glossary, snapshot: new Snapshot(root, id) }))
  const bodies = new Map(read.map(({ head, body }) => [head.id, body]))
  return { heads: read.map(({ head }) => head), bodyOf: (id) => bodies.get(id) }
}

/** Of each lesson what is kept, else what it is now. */
function look(wanted: Wanted, pack: Pack | undefined): { lessons: Packed[]; isNew: boolean } {
  const { root, ids, glossary } = wanted
  const words = createHash('sha256').update(wanted.words).digest('hex')
  let fresh = 0
  const lessons = ids.map((id): Packed => {
    const snapshot = new Snapshot(root, id)
    const key = `${words} ${snapshot.digest()}`
    const kept = pack?.find(id, key)
    if (kept) return kept
    fresh += 1
    const { head, body } = readLesson({ id, glossary, snapshot })
    const bytes = bytesOf(body)
    return { key, head, body: () => bytes }
  })
  return { lessons, isNew: fresh > 0 || pack?.size !== ids.length }
}

/** The lessons as they can be fetched from now on: from the new pack, or from memory where none can be written. */
function store(path: string, version: string, lessons: readonly Packed[]): readonly Packed[] {
  try {
    const pack = Pack.write(path, version, lessons)
    return lessons.map((one) => pack.find(one.head.id, one.key) ?? one)
  } catch (error) {
    // A checkout that is not ours to write, or a full disk: the course is whole all the same.
    if (error instanceof Error && 'code' in error) return lessons
    throw error
  }
}

/** Keeps the texts of the lessons that were asked for last. */
function lastOnes(lessons: readonly Packed[]): Lessons['bodyOf'] {
  const byId = new Map(lessons.map((one) => [one.head.id, one]))
  const near = new Map<string, LessonBody>()
  return (id) => {
    const lesson = byId.get(id)
    if (!lesson) return undefined
    const body = near.get(id) ?? bodyOf(lesson.body())
    near.delete(id)
    near.set(id, body)
    const [oldest] = near.keys()
    if (near.size > atHand && oldest !== undefined) near.delete(oldest)
    return body
  }
}

/** All lessons of the course; with or without what was kept they are the same. */
export function readAll(wanted: Wanted): Lessons {
  const { keep } = wanted
  if (keep === undefined) return readAnew(wanted)
  const path = fileOf({ ...wanted, keep })
  const version = codeVersion()
  const { lessons, isNew } = look(wanted, Pack.open(path, version))
  const shelved = isNew ? store(path, version, lessons) : lessons
  return { heads: shelved.map(({ head }) => head), bodyOf: lastOnes(shelved) }
}
