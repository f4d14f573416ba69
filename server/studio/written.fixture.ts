/** A course of two lessons on disk, for tests that write in it. */
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { writeTree } from '../test/writeTree.ts'

const card = (title: string): string =>
  `title: ${title}\nsummary: One lesson.\nminutes: 1\ngoals: [Do it.]\n`

const question = `questions:
  what:
    kind: single
    idea: What it does
    from: 01-run
    ask: What does it print?
    options:
      - { text: hello, right: true, why: It does. }
      - { text: Nothing, why: It prints one line. }
    worked: [It runs.]
    mistakes: [Not running it.]
    check: Did it run?
  fill:
    kind: gap
    idea: How it prints
    from: 01-run
    ask: Fill it in.
    code: ___('hello')
    gaps: [{ accept: [print], why: It prints., otherwise: It prints nothing. }]
    worked: [print prints.]
    mistakes: [echo.]
    check: What prints?
`

const whole: Readonly<Record<string, string>> = {
  '01-first/lesson.yaml': card('First'),
  '01-first/01-run/README.md': '# Run\n\nSee [`print`](main.py#L1).\n',
  '01-first/01-run/main.py': "print('hello')\n",
  '01-first/01-run/step.yaml': 'programs:\n  main: { file: main.py }\n',
  '01-first/quiz.yaml': question,
  '02-second/lesson.yaml': card('Second'),
  '02-second/01-read/README.md': '# Read\n\nOnly read.\n',
}

export interface Written {
  readonly root: string
  readonly write: (path: string, text: string) => Promise<void>
  readonly remove: () => Promise<void>
}

export async function writeTwoLessons(): Promise<Written> {
  const above = await mkdtemp(join(tmpdir(), 'studio-'))
  const root = join(above, 'lessons')
  await writeTree(root, whole)
  /** In one piece, so that nobody sees it half way. */
  const write = async (path: string, text: string): Promise<void> => {
    const [beside, place] = [join(above, 'unsaved'), join(root, path)]
    await mkdir(dirname(place), { recursive: true })
    await writeFile(beside, text)
    await rename(beside, place)
  }
  return { root, write, remove: () => rm(above, { recursive: true }) }
}
