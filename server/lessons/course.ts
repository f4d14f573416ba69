/** A course as it is asked for: its cards at hand, a lesson's texts when it is opened. */
import { join } from 'node:path'
import { judge } from '../protocol/index.ts'
import type { GlossaryView } from '../protocol/index.ts'
import type { Glossary } from './glossary.ts'
import type { Course, Lesson } from './lesson.ts'
import type { LessonBody, LessonHead } from './readLesson.ts'

interface Parts {
  readonly root: string
  readonly heads: readonly LessonHead[]
  readonly glossary: Glossary
  readonly bodyOf: (lesson: string) => LessonBody | undefined
}

function lessonOf(id: string, { view, steps, sheets, played }: LessonBody): Lesson {
  return {
    id,
    view,
    steps,
    played,
    judge: (question, parts) => {
      const sheet = sheets.get(question)
      const judgement = sheet && judge(sheet, parts)
      return sheet && judgement && { right: judgement.right, sheet }
    },
  }
}

/** Steps that are named with a term; of more there is the number. */
const named = 12

function glossaryView({ terms }: Glossary, heads: readonly LessonHead[]): GlossaryView {
  const used = new Map<string, { lesson: string; step: string; title: string }[]>()
  for (const { id: lesson, card, terms: led } of heads)
    for (const [step, ids] of led) {
      const title = card.steps.find(({ id }) => id === step)?.title ?? 'Questions'
      for (const id of ids) {
        const steps = used.get(id) ?? []
        used.set(id, steps)
        steps.push({ lesson, step, title })
      }
    }
  return {
    terms: [...terms.values()].map(({ id, name, html }) => {
      const steps = used.get(id) ?? []
      return {
        id,
        name,
        html,
        steps: steps.slice(0, named),
        more: Math.max(0, steps.length - named),
      }
    }),
  }
}

export function courseOf({ root, heads, glossary, bodyOf }: Parts): Course {
  const byId = new Map(heads.map((head) => [head.id, head]))
  const find = (id: string): Lesson | undefined => {
    const body = byId.has(id) ? bodyOf(id) : undefined
    return body && lessonOf(id, body)
  }
  return {
    cards: heads.map(({ card }) => card),
    glossary: glossaryView(glossary, heads),
    get lessons() {
      return heads.map(({ id }) => find(id)).filter((lesson) => lesson !== undefined)
    },
    find,
    asset: (lesson, path) =>
      byId.get(lesson)?.pictures.includes(path) ? join(root, lesson, path) : undefined,
  }
}
