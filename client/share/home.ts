/** The files of a step as they run at home, without the playground. Pure. */
import type { StepView } from '../../server/protocol/index.ts'

export interface Home {
  step: StepView
  files: readonly { name: string; text: string }[]
  /** Files of the step without a tab, by path: its programs may need them. */
  rest: Readonly<Record<string, string>>
  /** What pip installs, pinned. */
  requirements: string
}

/** By path; a step's own README.md or requirements.txt stays what it is. */
export function homeFiles({ step, files, rest, requirements }: Home): Record<string, string> {
  const own = Object.fromEntries(files.map(({ name, text }) => [name, text]))
  return { 'README.md': readme(step), 'requirements.txt': requirements, ...rest, ...own }
}

function readme({ title, programs }: StepView): string {
  const commands = programs.map(({ command }) => `    ${command}`)
  const runs =
    commands.length === 0
      ? ['This step has no programs: its files are to be read.']
      : [
          commands.length === 1
            ? 'Then run the program:'
            : 'Then run the programs, each in a terminal of its own, in this order:',
          '',
          ...commands,
        ]
  return [
    `# ${title}`,
    '',
    'The files of this step as you left them. They need Python 3.11 or newer, and a Redis at localhost:6379',
    '(`redis-server`, or `docker run --rm -p 6379:6379 redis`).',
    '',
    'Once, in this folder:',
    '',
    '    python3 -m venv .venv',
    '    . .venv/bin/activate',
    '    pip install -r requirements.txt',
    '',
    'On Windows the second line is `.venv\\Scripts\\activate`.',
    '',
    ...runs,
    '',
    'Ctrl C stops a program.',
    '',
  ].join('\n')
}
