/** A small whole course on disk for tests, with files replaced, added or taken away. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeTree } from '../test/writeTree.ts'
import { checkCourse } from './load.ts'
import { inOneLine } from './mistakes.ts'

const whole: Readonly<Record<string, string>> = {
  '01-first/lesson.yaml': `title: First
summary: One lesson.
minutes: 5
goals: [Do it.]
`,
  '01-first/01-read/README.md': '# Read\n\nGo to [the next step](../02-run/).\n',
  '01-first/02-run/README.md': '# Run\n\nSee [`print`](main.py#L1).\n',
  '01-first/02-run/main.py': "print('hello')\n",
  '01-first/02-run/step.yaml': 'programs:\n  main: { file: main.py }\n',
  '01-first/quiz.yaml': `questions:
  what:
    kind: single
    idea: What it does
    from: 02-run
    ask: What does it print?
    options:
      - text: hello
        right: true
        why: It does.
      - text: Nothing
        why: It prints one line.
    worked: [It runs.]
    mistakes: [Not running it.]
    check: Did it run?
`,
}

/** Files by path; `null` leaves one out. */
export type Changes = Readonly<Record<string, string | Uint8Array | null>>

export interface TemporaryCourse {
  readonly root: string
  readonly remove: () => Promise<void>
}

/** Writes the course with `changes` to a new folder. */
export async function writeCourse(changes: Changes = {}): Promise<TemporaryCourse> {
  const root = await mkdtemp(join(tmpdir(), 'course-'))
  const tree: Record<string, string | Uint8Array> = {}
  for (const [path, content] of Object.entries({ ...whole, ...changes }))
    if (content !== null) tree[path] = content
  await writeTree(root, tree)
  return { root, remove: () => rm(root, { recursive: true }) }
}

/** Every line that an author of the course with `changes` reads. */
export async function remarks(changes: Changes): Promise<string[]> {
  const { root, remove } = await writeCourse(changes)
  try {
    return (await checkCourse(root)).mistakes.map(inOneLine)
  } finally {
    await remove()
  }
}
