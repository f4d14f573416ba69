/** The lessons of a course: read anew, or taken from what was kept of the very same files. */
import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Glossary } from './glossary.ts'
import { Pack, bodyOf, bytesOf } from './pack.ts'
import type { Packed } from './pack.ts'
import { readLesson } from './readLesson.ts'
import type { LessonBody, LessonHead } from './readLesson.ts'
import { Snapshot } from './snapshot.ts'
import { stampOf } from './stamp.ts'
import { codeVersion } from './version.ts'

/** Lessons whose texts are at hand; those of others are fetched when they are opened. */
const atHand = 24

/** The event loop stands still for so long at most, or for one lesson, ms. */
const turnMs = 20

/** Lessons as they were looked at before. */
export interface Known {
  /** Of all that decides what is made of a lesson, but its own files. */
  readonly version: string
  readonly lessons: ReadonlyMap<string, Packed>
}

export interface Wanted {
  readonly root: string
  readonly ids: readonly string[]
  readonly glossary: Glossary
  /** Folder of what is kept between starts; without it everything is read, and stays in memory. */
  readonly keep: string | undefined
  /** From the look before, in the same process: nothing is written then. */
  readonly known?: Known | undefined
  /** Whether a lesson may be another since that look. */
  readonly touched: (id: string) => boolean
}

export interface Lessons {
  readonly heads: readonly LessonHead[]
  readonly bodyOf: (lesson: string) => LessonBody | undefined
  /** The same for as long as the same is made of the lesson. */
  readonly editionOf: (lesson: string) => string | undefined
  readonly known?: Known
}

/** One file for each course, and apart for sources and bundle, which are of different versions. */
function fileOf(root: string, keep: string): string {
  const made = import.meta.filename.endsWith('.ts') ? 'source' : 'built'
  const course = createHash('sha256').update(resolve(root)).digest('hex').slice(0, 16)
  return join(keep, `${course}.${made}`)
}

/** Of the code, and of what lessons take from the glossary: not what it says of its terms. */
function versionOf({ terms }: Glossary): string {
  const words = [...terms.values()].map(({ id, name, not }) => [id, name, not])
  return createHash('sha256').update(codeVersion()).update(JSON.stringify(words)).digest('hex')
}

/** Calls `make` for each, and lets others have their turn in between. */
async function inTurns<T>(ids: readonly string[], make: (id: string) => T): Promise<T[]> {
  const made: T[] = []
  let began = performance.now()
  for (const id of ids) {
    made.push(make(id))
    if (performance.now() - began < turnMs) continue
    await setImmediate()
    began = performance.now()
  }
  return made
}

async function readAnew({ root, ids, glossary }: Wanted): Promise<Lessons> {
  const read = await inTurns(ids, (id) => {
    const snapshot = new Snapshot(root, id)
    return { ...readLesson({ id, glossary, snapshot }), key: snapshot.digest() }
  })
  const byId = new Map(read.map((one) => [one.head.id, one]))
  const version = versionOf(glossary)
  return {
    heads: read.map(({ head }) => head),
    bodyOf: (id) => byId.get(id)?.body,
    editionOf: (id) => edition(version, byId.get(id)?.key),
  }
}

function edition(version: string, key: string | undefined): string | undefined {
  return key === undefined ? undefined : `${version} ${key}`
}

/** The lesson as it is now: what is known of it, where its files are the same. */
function look(id: string, kept: Packed | undefined, { root, glossary }: Wanted): Packed {
  const stamp = stampOf(root, id)
  if (kept !== undefined && stamp !== undefined && kept.stamp === stamp) return kept
  const snapshot = new Snapshot(root, id)
  const key = snapshot.digest()
  if (kept?.key === key) return kept.stamp === stamp ? kept : { ...kept, stamp }
  const { head, body } = readLesson({ id, glossary, snapshot })
  const bytes = bytesOf(body)
  return { key, stamp, head, body: () => bytes }
}

/** What lies in the pack; a body that is damaged there is read again from its files. */
function unpack(pack: Pack | undefined, { root, glossary }: Wanted): Known['lessons'] {
  const again = (id: string): Buffer =>
    bytesOf(readLesson({ id, glossary, snapshot: new Snapshot(root, id) }).body)
  return new Map(
    [...(pack?.lessons ?? [])].map(([id, kept]) => [
      id,
      { ...kept, body: () => kept.body() ?? again(id) },
    ]),
  )
}

/** The lessons as they can be fetched from now on: from the new pack, or from memory where none can be written. */
function store(path: string, known: Known, wanted: Wanted): Known['lessons'] {
  try {
    return unpack(Pack.write(path, known.version, [...known.lessons.values()]), wanted)
  } catch (error) {
    // A checkout that is not ours to write, or a full disk: the course is whole all the same.
    if (error instanceof Error && 'code' in error) return known.lessons
    throw error
  }
}

/** Keeps the texts of the lessons that were asked for last. */
function lastOnes(lessons: Known['lessons']): Lessons['bodyOf'] {
  const near = new Map<string, LessonBody>()
  return (id) => {
    const lesson = lessons.get(id)
    if (!lesson) return undefined
    const body = near.get(id) ?? bodyOf(lesson.body())
    near.delete(id)
    near.set(id, body)
    const [oldest] = near.keys()
    if (near.size > atHand && oldest !== undefined) near.delete(oldest)
    return body
  }
}

function lessonsOf(known: Known): Lessons {
  return {
    heads: [...known.lessons.values()].map(({ head }) => head),
    bodyOf: lastOnes(known.lessons),
    editionOf: (id) => edition(known.version, known.lessons.get(id)?.key),
    known,
  }
}

/** All lessons of the course; with or without what was kept they are the same. */
export async function readAll(wanted: Wanted): Promise<Lessons> {
  const { root, ids, keep, touched } = wanted
  if (keep === undefined) return readAnew(wanted)
  const version = versionOf(wanted.glossary)
  const path = fileOf(root, keep)
  const known = wanted.known?.version === version ? wanted.known.lessons : undefined
  const before = known ?? unpack(Pack.open(path, version), wanted)
  const found = await inTurns(ids, (id): [string, Packed] => {
    const kept = before.get(id)
    return [id, known && kept && !touched(id) ? kept : look(id, kept, wanted)]
  })
  const now = { version, lessons: new Map(found) }
  const same = found.length === before.size && found.every(([id, one]) => before.get(id) === one)
  // Who looks again and again has them in memory; who starts next reads the few that are another.
  if (same || wanted.known !== undefined) return lessonsOf(now)
  return lessonsOf({ version, lessons: store(path, now, wanted) })
}
