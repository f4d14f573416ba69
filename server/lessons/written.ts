/** A lesson as it is written, prose in Markdown and forms as in YAML: for those who write it in another format. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type * as z from 'zod/mini'
import { LessonForm } from './lessonForm.ts'
import { CourseError, Mistakes } from './mistakes.ts'
import { QuizForm } from './quizForm.ts'
import type { QuestionForm } from './quizForm.ts'
import { StepForm } from './stepForm.ts'
import { readFolder } from './tree.ts'
import { readYaml } from './yamlFile.ts'

export interface WrittenStep {
  readonly id: string
  /** Its README.md, title included. */
  readonly prose: string
  /** Absent in a step that is only read. */
  readonly form?: StepForm
  /** Its pictures' bytes by their path in the step's folder. */
  readonly pictures: ReadonlyMap<string, Buffer>
}

export interface WrittenLesson {
  readonly card: LessonForm
  readonly steps: readonly WrittenStep[]
  readonly questions: Readonly<Record<string, QuestionForm>>
  /** The course's glossary, where there is one. */
  readonly glossary?: string
}

interface Reader {
  readonly root: string
  readonly mistakes: Mistakes
}

async function source({ root }: Reader, path: string): Promise<string | undefined> {
  try {
    return await readFile(join(root, path), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

async function form<T>(
  reader: Reader,
  path: string,
  schema: z.ZodMiniType<T>,
): Promise<T | undefined> {
  const text = await source(reader, path)
  if (text === undefined) return undefined
  return readYaml({ path, source: text }, schema, reader.mistakes)?.value
}

async function readStep(reader: Reader, lesson: string, id: string): Promise<WrittenStep> {
  const path = `${lesson}/${id}`
  const { files, pictures } = await readFolder(reader.root, path, reader.mistakes)
  const bytes = [...pictures].toSorted().map(async (name): Promise<[string, Buffer]> => {
    return [name, await readFile(join(reader.root, path, name))]
  })
  const written = await form(reader, `${path}/step.yaml`, StepForm)
  return {
    id,
    prose: files.get('README.md') ?? '',
    ...(written === undefined ? {} : { form: written }),
    pictures: new Map(await Promise.all(bytes)),
  }
}

/**
 * Reads the lesson in folder `id` of the course at `root`; `steps` are the ids of its steps. Throws a CourseError
 * when it has been broken since it was loaded.
 */
export async function readWritten(
  root: string,
  id: string,
  steps: readonly string[],
): Promise<WrittenLesson> {
  const reader = { root, mistakes: new Mistakes() }
  const card = await form(reader, `${id}/lesson.yaml`, LessonForm)
  const quiz = await form(reader, `${id}/quiz.yaml`, QuizForm)
  const glossary = await source(reader, 'glossary.md')
  const written = await Promise.all(steps.map((step) => readStep(reader, id, step)))
  if (card === undefined || reader.mistakes.errors.length > 0)
    throw new CourseError(reader.mistakes.errors)
  return {
    card,
    steps: written,
    questions: quiz?.questions ?? {},
    ...(glossary === undefined ? {} : { glossary }),
  }
}
