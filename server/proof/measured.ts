/** Behind a word for a share, as "often": in how many runs it was so when the lesson was last proven. */
import type { Course, Lesson } from '../lessons/index.ts'
import { hashOf } from './hash.ts'
import { piecesOfLesson } from './piece.ts'
import type { Store } from './store.ts'

const word = /<span data-measured="([^"]*)">.*?<\/span>/g

/** Figures by step and truth: those that were measured of the step as it is now. */
function figuresOf(lesson: Lesson, store: Store): ReadonlyMap<string, string> {
  const figures = new Map<string, string>()
  for (const piece of piecesOfLesson(lesson)) {
    if (piece.kind !== 'share') continue
    const entry = store.findNow(piece)
    const counted = entry?.findings[0]?.counted
    if (entry?.passed !== true || entry.hash !== hashOf(piece) || counted === undefined) continue
    const truth = piece.name.slice('share '.length)
    figures.set(`${piece.step} ${truth}`, `${counted.held} of ${counted.runs} runs`)
  }
  return figures
}

function figured(lesson: Lesson, store: Store): Lesson {
  if (!lesson.view.steps.some(({ html }) => html.includes('data-measured'))) return lesson
  const figures = figuresOf(lesson, store)
  const steps = lesson.view.steps.map((step) => ({
    ...step,
    html: step.html.replace(word, (text, truth: string) => {
      const figure = figures.get(`${step.id} ${truth}`)
      return figure === undefined ? text : `${text} (${figure} when this was last proven)`
    }),
  }))
  return { ...lesson, view: { ...lesson.view, steps } }
}

/** The course with its figures; without a proof of a step as it is now, its words stand alone. */
export function withFigures(course: Course, store: Store): Course {
  const known = new WeakMap<Lesson, Lesson>()
  const find = (id: string): Lesson | undefined => {
    const lesson = course.find(id)
    if (lesson === undefined) return undefined
    const found = known.get(lesson) ?? figured(lesson, store)
    known.set(lesson, found)
    return found
  }
  return {
    cards: course.cards,
    glossary: course.glossary,
    asset: (lesson, path) => course.asset(lesson, path),
    find,
    // They are read when they are asked for.
    get lessons() {
      return course.lessons.map((lesson) => find(lesson.id) ?? lesson)
    },
  }
}
