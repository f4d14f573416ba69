/** A course of many small lessons on disk; the first has an exercise, and a step that goes on from it. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** What its exercise is solved by. */
export const SOLUTION = "print('good morning')\n"

const PROGRAM = 'programs:\n  main: { file: main.py }\n'

const EXERCISE = `${PROGRAM}observe: 1s
exercise:
  checks:
    it-greets: { say: It prints a greeting., output: { has: good } }
  hints:
    nothing-good: { say: Greet. }
  wrong:
    whispers: { fails: [it-greets], hint: nothing-good }
`

const FIRST: Readonly<Record<string, string>> = {
  '01-greet/README.md': '# Greet\n\nIt says [nothing](main.py#L1).\n\n## Your turn\n\nGreet.\n',
  '01-greet/step.yaml': EXERCISE,
  '01-greet/main.py': "print('...')\n",
  '01-greet/solution/main.py': SOLUTION,
  '01-greet/wrong/whispers/main.py': "print('psst')\n",
  '02-greet-again/README.md': '# Greet again\n\nIt has a [greeting](main.py#L1).\n',
  '02-greet-again/step.yaml': `from: 01-greet\n${PROGRAM}`,
}

function card(number: number): string {
  const summary = number % 20 === 7 ? 'About herons.' : 'About nothing.'
  return `title: Subject ${number}\nsummary: ${summary}\nminutes: 5\ngoals: [Know it.]\n`
}

/** Writes `count` lessons, "Subject 1" and so on, to a new temporary folder; every twentieth from 7 on has herons. */
export async function writeManyLessons(count: number): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'backchannel-course-'))
  for (let number = 1; number <= count; number++) {
    const steps = number === 1 ? FIRST : { '01-read/README.md': `# Reading ${number}\n\nRead.\n` }
    const files = { 'lesson.yaml': card(number), ...steps }
    const lesson = `${String(number).padStart(2, '0')}-subject`
    for (const [name, text] of Object.entries(files)) {
      const path = join(root, lesson, name)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, text)
    }
  }
  return root
}
