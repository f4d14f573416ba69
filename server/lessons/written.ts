/** A lesson as it is written, prose in Markdown and forms as in YAML: for those who write it in another format. */
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type * as z from 'zod/mini'
import { LessonForm } from './lessonForm.ts'
import { CourseError, Mistakes } from './mistakes.ts'
import { QuizForm } from './quizForm.ts'
import type { QuestionForm } from './quizForm.ts'
import { Snapshot } from './snapshot.ts'
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
  readonly snapshot: Snapshot
  readonly mistakes: Mistakes
}

function form<T>({ snapshot, mistakes }: Reader, path: string, schema: z.ZodMiniType<T>) {
  const source = snapshot.bytes(path)?.toString()
  return source === undefined ? undefined : readYaml({ path, source }, schema, mistakes)?.value
}

async function readStep(reader: Reader, path: string): Promise<WrittenStep> {
  const { files, pictures } = readFolder(reader.snapshot, path, reader.mistakes)
  const bytes = [...pictures].toSorted().map(async (name): Promise<[string, Buffer]> => {
    return [name, await readFile(join(reader.root, path, name))]
  })
  const written = form(reader, `${path}/step.yaml`, StepForm)
  return {
    id: basename(path),
    prose: files.get('README.md') ?? '',
    ...(written === undefined ? {} : { form: written }),
    pictures: new Map(await Promise.all(bytes)),
  }
}

async function readGlossary(root: string): Promise<string | undefined> {
  try {
    return await readFile(join(root, 'glossary.md'), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
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
  const reader = { root, snapshot: new Snapshot(root, id), mistakes: new Mistakes() }
  const card = form(reader, `${id}/lesson.yaml`, LessonForm)
  const quiz = form(reader, `${id}/quiz.yaml`, QuizForm)
  const glossary = await readGlossary(root)
  const written = await Promise.all(steps.map((step) => readStep(reader, `${id}/${step}`)))
  if (card === undefined || reader.mistakes.errors > 0) throw new CourseError(reader.mistakes.all)
  return {
    card,
    steps: written,
    questions: quiz?.questions ?? {},
    ...(glossary === undefined ? {} : { glossary }),
  }
}
