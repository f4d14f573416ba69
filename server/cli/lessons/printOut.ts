/** Plays a lesson's steps in labs, one after the other, for the page that is printed. */
import { modulesOf, printLesson, recordingOf } from '../../export/index.ts'
import type { Recording, Source } from '../../export/index.ts'
import type { LabInfo, Pool } from '../../lab/index.ts'
import type { Course } from '../../lessons/index.ts'
import { show, Trouble } from '../../proof/index.ts'
import { Problem } from '../setup/problem.ts'

/** As people call them. */
const names: Readonly<Record<string, string>> = { redis: 'redis-py', django: 'Django' }

/** Of the packages those that the lesson imports. */
function versionsOf({ python, redis, packages }: LabInfo, modules: readonly string[]): string[] {
  const named = modules.map((name) => `${names[name] ?? name} ${packages[name] ?? ''}`.trim())
  return [`Python ${python}`, `Redis ${redis}`, ...named]
}

/** The page; `tell` hears of each step before it is played. */
export async function printOut(
  { course, source }: { readonly course: Course; readonly source: Source },
  pool: Pool,
  tell: (step: string) => void,
): Promise<string> {
  const { lesson } = source
  const recordings = new Map<string, Recording>()
  for (const step of lesson.steps) {
    if (step.programs.length === 0) continue
    tell(step.id)
    try {
      const { seen, until } = await show({ lesson: lesson.id, step }, { course, pool })
      recordings.set(step.id, recordingOf(seen, until))
    } catch (error) {
      if (error instanceof Trouble) throw new Problem(`${step.id}: ${error.message}`)
      throw error
    }
  }
  const day = new Date().toISOString().slice(0, 10)
  const { glossary } = course
  return printLesson(source, {
    recordings,
    glossary,
    versions: versionsOf(pool.info, modulesOf(lesson)),
    day,
  })
}
