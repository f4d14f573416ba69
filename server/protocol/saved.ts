/** What a save made of the studio's course, told in few words: taken out at one end, put in at the other. Pure. */
import type { StudioCourse, StudioSaved } from './studio.ts'

/** `now` as who was told `before` need be told it; lessons that are the same are the same objects. */
export function savedSince(before: StudioCourse, now: StudioCourse): StudioSaved {
  const { type: _, lessons, ...news } = now
  const had = new Set(before.lessons)
  const same =
    lessons.length === before.lessons.length &&
    lessons.every(({ id }, at) => id === before.lessons[at]?.id)
  return {
    type: 'saved',
    ...news,
    anew: lessons.filter((lesson) => !had.has(lesson)),
    ...(same ? {} : { order: lessons.map(({ id }) => id) }),
  }
}

/** The course after `saved`. */
export function courseAfter(before: StudioCourse, saved: StudioSaved): StudioCourse {
  const { type: _, anew, order, ...news } = saved
  const known = new Map([...before.lessons, ...anew].map((lesson) => [lesson.id, lesson]))
  const ids = order ?? before.lessons.map(({ id }) => id)
  const lessons = ids.flatMap((id) => known.get(id) ?? [])
  return { type: 'course', ...news, lessons }
}
