/** All that a lesson is made of, gathered for those who write it in another form. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readWritten } from '../lessons/index.ts'
import type { Lesson, WrittenLesson } from '../lessons/index.ts'

export interface Source {
  readonly lesson: Lesson
  readonly written: WrittenLesson
  /** The program that plays a step at home. */
  readonly player: string
  /** Pinned Python packages, in pip's form. */
  readonly requirements: string
}

/** Where everything lies; absolute paths. */
export interface Places {
  readonly lessons: string
  /** Folder of `play.py`. */
  readonly kit: string
  readonly requirements: string
}

/** Rejects with a CourseError when the lesson has been broken on disk since it was loaded. */
export async function readSource(lesson: Lesson, places: Places): Promise<Source> {
  const steps = lesson.steps.map(({ id }) => id)
  const [written, player, requirements] = await Promise.all([
    readWritten(places.lessons, lesson.id, steps),
    readFile(join(places.kit, 'play.py'), 'utf8'),
    readFile(places.requirements, 'utf8'),
  ])
  return { lesson, written, player, requirements }
}
