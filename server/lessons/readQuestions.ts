/** The questions of a quiz.yaml as they are written: by their forms alone, without the lesson around them. */
import { Mistakes } from './mistakes.ts'
import type { Mistake } from './mistakes.ts'
import { QuizForm } from './quizForm.ts'
import type { QuestionForm } from './quizForm.ts'
import { readYaml } from './yamlFile.ts'

export interface WrittenQuestions {
  readonly questions: Readonly<Record<string, QuestionForm>>
  readonly mistakes: readonly Mistake[]
}

export function readQuestions(path: string, source: string): WrittenQuestions {
  const mistakes = new Mistakes()
  const yaml = readYaml({ path, source }, QuizForm, mistakes)
  return { questions: yaml?.value.questions ?? {}, mistakes: mistakes.all }
}
