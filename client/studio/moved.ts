/** Where something of the course is after its folder got another name. Pure. */
import type { StudioCourse } from '../../server/protocol/studio.ts'
import { whereOf } from './useFrame.ts'
import type { Where } from './useFrame.ts'

type Course = Pick<StudioCourse, 'lessons'>
type Version = Pick<StudioCourse, 'lessons' | 'version'>

/** What became of the place `from`, news as long as nothing else is saved or opened. */
export interface Moved {
  readonly say: string
  readonly from: string
  /** Where it is now. */
  readonly to: string | undefined
  /** Where to go instead, when it is nowhere. */
  readonly way: string | undefined
  readonly version: number
}

export interface Memory {
  /** The last course that had what is open. */
  readonly known: Version | undefined
  readonly news: Moved | undefined
}

/** A lesson or a step: its id is its folder's name. */
interface Named {
  readonly id: string
  readonly title: string
}

/** What `id` of `before` is among `after`: by its title, else the only one that is new, else what stands in its place. */
function sameOf<T extends Named>(id: string, before: readonly T[], after: readonly T[]) {
  const was = before.find((one) => one.id === id)
  const titled = after.filter(({ title }) => title === was?.title)
  const fresh = after.filter((one) => !before.some((old) => old.id === one.id))
  const [only] = titled.length === 1 ? titled : fresh.length === 1 ? fresh : []
  if (only !== undefined) return only
  const at = before.findIndex((one) => one.id === id)
  return fresh.find((one) => after.indexOf(one) === at)
}

/** Whether the course has the place. */
export function isThere({ lesson, step }: Where, { lessons }: Course): boolean {
  if (lesson === undefined) return true
  const found = lessons.find(({ id }) => id === lesson)
  if (found === undefined) return false
  return step === undefined || step === 'quiz' || found.steps.some(({ id }) => id === step)
}

/** The place in `after` that is `where` in `before`; undefined when there is none. */
export function movedTo(where: Where, before: Course, after: Course): Where | undefined {
  const { lesson, step } = where
  if (lesson === undefined) return undefined
  const was = before.lessons.find(({ id }) => id === lesson)
  const is =
    after.lessons.find(({ id }) => id === lesson) ?? sameOf(lesson, before.lessons, after.lessons)
  if (is === undefined) return undefined
  if (step === undefined || step === 'quiz') return { ...where, lesson: is.id }
  const same = is.steps.find(({ id }) => id === step) ?? sameOf(step, was?.steps ?? [], is.steps)
  return same === undefined ? undefined : { lesson: is.id, step: same.id }
}

export function pathOf({ lesson, step }: Where): string {
  return ['/lessons', lesson, step]
    .filter((part) => part !== undefined)
    .map((part, at) => (at === 0 ? part : encodeURIComponent(part)))
    .join('/')
}

function newsOf(path: string, known: Version, course: Version): Moved {
  const where = whereOf(path)
  const to = movedTo(where, known, course)
  const at = { from: path, version: course.version }
  if (to === undefined) {
    const lesson = isThere({ lesson: where.lesson ?? '' }, course)
    const way = lesson ? pathOf({ lesson: where.lesson ?? '' }) : '/'
    const say = `There is no folder ${where.step ?? where.lesson ?? ''} any more.`
    return { ...at, say, to: undefined, way }
  }
  const [was, is] =
    to.step === where.step ? [where.lesson, to.lesson] : [where.step, to.step ?? to.lesson]
  return { ...at, say: `${was ?? ''} is ${is ?? ''} now.`, to: pathOf(to), way: undefined }
}

/** What is known when `course` is shown and `path` is open; the same memory when nothing is new. */
export function follow(memory: Memory, course: Version, path: string): Memory {
  const { known, news } = memory
  const current = news?.version === course.version
  if (isThere(whereOf(path), course)) {
    const kept = current && (news.from === path || news.to === path) ? news : undefined
    return known === course && kept === news ? memory : { known: course, news: kept }
  }
  if (known === undefined || (current && news.from === path)) return memory
  return { known, news: newsOf(path, known, course) }
}
