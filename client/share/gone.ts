/** Code that a learner wrote in steps that the lessons no longer have: nothing leads to it any more, but it is kept. Pure. */
import { Attempts, Draft, keys, valueOf } from '../progress/index.ts'
import type { Entries } from '../progress/index.ts'
import { Aside } from './aside.ts'
import type { Changes } from './files.ts'

export interface Gone {
  lesson: string
  step: string
  /** Everything written there, by path: the code as it was last, and what came before it in folders. */
  files: Readonly<Record<string, string>>
  /** What it is kept under. */
  keys: readonly string[]
}

const kinds = [keys.draft, keys.aside, keys.beside, keys.attempts]

/** Each step that code is kept for. */
function stepsOf(entries: Entries): { lesson: string; step: string }[] {
  const steps = new Map<string, { lesson: string; step: string }>()
  for (const [key, { value }] of Object.entries(entries)) {
    const [, lesson, step, ...more] = key.split('/')
    if (value === null || lesson === undefined || step === undefined || more.length > 0) continue
    if (kinds.some((of) => of(lesson, step) === key))
      steps.set(`${lesson}/${step}`, { lesson, step })
  }
  return [...steps.values()]
}

/** Lessons that code is kept for. */
export function lessonsOf(entries: Entries): string[] {
  return [...new Set(stepsOf(entries).map(({ lesson }) => lesson))]
}

/** All that was written in a step, the code as it was last before what preceded it; the same text is there once. */
function writtenIn(entries: Entries, lesson: string, step: string): Record<string, string> {
  const [draft, aside, beside, attempts] = [
    Draft.safeParse(valueOf(entries, keys.draft(lesson, step))),
    Draft.safeParse(valueOf(entries, keys.aside(lesson, step))),
    Aside.safeParse(valueOf(entries, keys.beside(lesson, step))),
    Attempts.safeParse(valueOf(entries, keys.attempts(lesson, step))),
  ]
  const folders: [string, Changes][] = [
    ['', draft.success ? draft.data.files : {}],
    ['before-the-solution/', aside.success ? aside.data.files : {}],
    ...(beside.success ? beside.data : []).map(({ files }, at): [string, Changes] => [
      `put-aside-${at + 1}/`,
      files,
    ]),
    ...(attempts.success ? attempts.data.attempts : [])
      .toReversed()
      .map(({ number, files }): [string, Changes] => [`attempt-${number}/`, files]),
  ]
  const seen = new Set<string>()
  const written: [string, string][] = []
  for (const [folder, files] of folders)
    for (const [name, text] of Object.entries(files)) {
      const same = JSON.stringify([name, text])
      if (text === null || seen.has(same)) continue
      seen.add(same)
      written.push([folder + name, text])
    }
  return Object.fromEntries(written)
}

/** `has` tells whether the course still has a step. */
export function goneOf(entries: Entries, has: (lesson: string, step: string) => boolean): Gone[] {
  return stepsOf(entries).flatMap(({ lesson, step }) => {
    if (has(lesson, step)) return []
    const files = writtenIn(entries, lesson, step)
    const under = kinds.map((of) => of(lesson, step))
    return Object.keys(files).length === 0 ? [] : [{ lesson, step, files, keys: under }]
  })
}
