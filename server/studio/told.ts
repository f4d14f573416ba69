/** What the studio's page is told of the course: its steps, and each mistake with its place and a way there. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Lesson, Mistake } from '../lessons/index.ts'
import type { StudioLesson, StudioMistake } from '../protocol/studio.ts'
import { hrefOf } from './editor.ts'
import { excerptOf, placeOf } from './place.ts'

export interface Desk {
  /** The course's folder, absolute. */
  readonly root: string
  /** As `editorLink` gives it. */
  readonly link: string
}

export function tellLesson({ id, view, steps }: Lesson, { root, link }: Desk): StudioLesson {
  return {
    id,
    title: view.card.title,
    steps: view.card.steps.map((card) => {
      const step = steps.find((one) => one.id === card.id)
      const file = path.join(root, id, card.id, 'README.md')
      return {
        ...card,
        plays: (step?.programs.length ?? 0) > 0,
        wrong: step?.exercise?.wrong.map((one) => one.id) ?? [],
        href: hrefOf(link, { file, line: 1, column: 1 }),
      }
    }),
  }
}

export async function tellMistakes(
  mistakes: readonly Mistake[],
  { root, link }: Desk,
): Promise<StudioMistake[]> {
  return Promise.all(
    mistakes.map(async ({ line, column, weight, say, ...mistake }) => {
      const below = mistake.path.replaceAll('\\', '/')
      const file = path.join(root, mistake.path)
      const source = await sourceOf(file)
      return {
        path: below,
        line,
        column,
        weight,
        say,
        href: hrefOf(link, { file, line, column }),
        ...placeOf(below, line, source),
        excerpt: excerptOf(source, line),
      }
    }),
  )
}

/** Nothing for what is a folder, or gone, or no text. */
async function sourceOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error) return ''
    throw error
  }
}
