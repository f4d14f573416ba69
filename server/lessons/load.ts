/** Loads the course: a folder of lesson folders, checked whole before any of it is served. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LessonCard } from '../protocol/index.ts'
import type { AskedStep } from './kinds/kind.ts'
import type { Course, Lesson } from './lesson.ts'
import { LessonForm } from './lessonForm.ts'
import { offBy } from './minutes.ts'
import { CourseError, Mistakes, startOf } from './mistakes.ts'
import type { Mistake } from './mistakes.ts'
import { readQuiz } from './quiz.ts'
import { loadStep } from './step.ts'
import type { LoadedStep } from './step.ts'
import { numberedFolders, readFolder } from './tree.ts'
import { readYaml } from './yamlFile.ts'

interface LoadedLesson {
  readonly lesson: Lesson
  readonly pictures: ReadonlySet<string>
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}

async function readCard(
  root: string,
  id: string,
  mistakes: Mistakes,
): Promise<LessonForm | undefined> {
  const source = await readIfThere(join(root, id, 'lesson.yaml'))
  if (source !== undefined)
    return readYaml({ path: `${id}/lesson.yaml`, source }, LessonForm, mistakes)?.value
  mistakes.error(
    startOf(id),
    'The lesson has no lesson.yaml. Write title, summary, minutes and goals there.',
  )
  return undefined
}

async function loadSteps(
  root: string,
  id: string,
  mistakes: Mistakes,
): Promise<ReadonlyMap<string, LoadedStep>> {
  const beside = ['lesson.yaml', 'quiz.yaml', 'shared']
  const steps = await numberedFolders({ root, path: id, beside }, mistakes)
  const shared = (await isFolder(join(root, id, 'shared')))
    ? (await readFolder(root, `${id}/shared`, mistakes)).files
    : new Map<string, string>()
  const loaded = new Map<string, LoadedStep>()
  if (steps.length === 0)
    mistakes.error(
      startOf(id),
      'The lesson has no steps. Add a folder 01-its-name with a README.md.',
    )
  for (const step of steps) {
    // In order: a step may go on from the files of an earlier one.
    loaded.set(
      step,
      await loadStep(step, { root, lesson: id, steps, shared, earlier: loaded }, mistakes),
    )
  }
  return loaded
}

function askedOf({ step, files }: LoadedStep): AskedStep {
  return { id: step.id, programs: step.programs, files: files.files, shown: files.shown }
}

async function loadLesson(root: string, id: string, mistakes: Mistakes): Promise<LoadedLesson> {
  const form = await readCard(root, id, mistakes)
  const steps = await loadSteps(root, id, mistakes)
  const quiz = await readIfThere(join(root, id, 'quiz.yaml'))
  const loaded = [...steps.values()]
  const asked = { id, steps: loaded.map(askedOf) }
  const questions =
    quiz === undefined ? [] : readQuiz({ path: `${id}/quiz.yaml`, source: quiz }, asked, mistakes)
  const card: LessonCard = {
    id,
    title: form?.title ?? id,
    summary: form?.summary ?? '',
    minutes: form?.minutes ?? 1,
    goals: form?.goals ?? [],
    steps: loaded.map(({ view }) => ({ id: view.id, title: view.title })),
    questions: questions.length,
  }
  const view = {
    card,
    steps: loaded.map((one) => one.view),
    questions: questions.map((one) => one.view),
  }
  const off = form && offBy(form.minutes, view)
  if (off !== undefined) mistakes.warning(startOf(`${id}/lesson.yaml`), off)
  return {
    pictures: new Set(
      loaded.flatMap((one) => [...one.pictures].map((name) => `${one.view.id}/${name}`)),
    ),
    lesson: {
      id,
      view,
      steps: loaded.map(({ step }) => step),
      judge: (question, parts) => questions.find((one) => one.view.id === question)?.judge(parts),
      played: questions.flatMap((one) =>
        one.played === undefined ? [] : [{ question: one.view.id, ...one.played }],
      ),
    },
  }
}

function courseOf(root: string, loaded: readonly LoadedLesson[]): Course {
  const byId = new Map(loaded.map((one) => [one.lesson.id, one]))
  return {
    lessons: loaded.map(({ lesson }) => lesson),
    find: (lesson) => byId.get(lesson)?.lesson,
    asset: (lesson, path) =>
      byId.get(lesson)?.pictures.has(path) ? join(root, lesson, path) : undefined,
  }
}

/** Everything that is wrong or doubtful in the course at `root`, and the course as far as it could be read. */
export async function checkCourse(
  root: string,
): Promise<{ course: Course; mistakes: readonly Mistake[] }> {
  const mistakes = new Mistakes()
  const loaded: LoadedLesson[] = []
  if (await isFolder(root)) {
    const beside = ['README.md', 'glossary.md', 'schema']
    for (const id of await numberedFolders({ root, path: '', beside }, mistakes)) {
      loaded.push(await loadLesson(root, id, mistakes))
    }
    if (loaded.length === 0)
      mistakes.error(
        startOf('.'),
        'There is no lesson. Add a folder 01-its-name with a lesson.yaml.',
      )
  } else {
    mistakes.error(startOf('.'), 'There is no such folder. Name the one that holds the lessons.')
  }
  return { course: courseOf(root, loaded), mistakes: mistakes.all }
}

/** The course at `root`. Throws a CourseError that names every mistake as `path:line:col`. */
export async function loadCourse(root: string): Promise<Course> {
  const { course, mistakes } = await checkCourse(root)
  const errors = mistakes.filter((mistake) => mistake.weight === 'error')
  if (errors.length > 0) throw new CourseError(errors)
  return course
}
