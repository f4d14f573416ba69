/** Zips that were asked for: made once, and given again as long as their course is served. */
import { createHash } from 'node:crypto'
import type { Course } from '../lessons/index.ts'
import { readSource } from './source.ts'
import type { Places } from './source.ts'
import { packLesson } from './zip.ts'

export interface Zip {
  readonly bytes: Uint8Array
  /** Of its content, in quotes, as HTTP wants it. */
  readonly etag: string
}

/** So many are kept: of a course of a thousand lessons the rest is made again. */
const most = 32

/** Gives the zip of a lesson, undefined when there is no such lesson; rejects when it is broken on disk. */
export function createShelf(
  course: Course,
  places: Places,
): (lesson: string) => Promise<Zip | undefined> {
  const made = new Map<string, Promise<Zip>>()
  const make = async (id: string, lesson: Course['lessons'][number]): Promise<Zip> => {
    try {
      const { bytes } = await packLesson(await readSource(lesson, places))
      const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
      return { bytes, etag: `"${hash}"` }
    } catch (error) {
      // What is broken now may be mended when it is asked for again.
      made.delete(id)
      throw error
    }
  }
  return async (id) => {
    const lesson = course.find(id)
    if (lesson === undefined) return undefined
    const zip = made.get(id) ?? make(id, lesson)
    made.delete(id)
    made.set(id, zip)
    const [oldest] = made.keys()
    if (made.size > most && oldest !== undefined) made.delete(oldest)
    return zip
  }
}
