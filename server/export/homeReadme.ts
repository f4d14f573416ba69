/** The README.md at the root of the zip: what is needed at home, and what each step is played with. */
import type { Source } from './source.ts'
import { document, fence, inline } from './markdown.ts'
import { numberOf } from './stepReadme.ts'

const setUp = (hasPackages: boolean): (string | undefined)[] => [
  '## Once',
  'Python 3.11 or newer. On Windows, write `py` for `python3`.',
  hasPackages ? 'The packages, in this folder:' : undefined,
  hasPackages
    ? fence(
        'python3 -m venv .venv\n. .venv/bin/activate\npython3 -m pip install -r requirements.txt',
        'sh',
      )
    : undefined,
  hasPackages ? 'On Windows the second line is `.venv\\Scripts\\activate`.' : undefined,
  'A Redis on `localhost:6379` with nothing in it that you need, by one of:',
  [
    '| where | command |',
    '| --- | --- |',
    '| Debian, Ubuntu | `sudo apt install redis-server` |',
    '| macOS | `brew install redis && brew services start redis` |',
    '| Docker, Windows too | `docker run --rm -p 6379:6379 redis` |',
  ].join('\n'),
  '`redis-cli ping` then answers `PONG`.',
]

/** The text was written for the playground: what its words are here. */
const words = [
  '## What the text says, and what it is at home',
  [
    '| the text says | at home |',
    '| --- | --- |',
    '| **Run**, **Run all** | `python3 play.py` and the number of the step |',
    '| run `publisher.py` | `python3 publisher.py` in its folder, in a second terminal |',
    '| **Visit** `/listen/` | open it in a browser; the address is printed |',
    '| **Leave it** | close that tab |',
    '| **Stop** | Ctrl-C |',
    '| publish by hand, under **Redis** | `redis-cli publish chat hi` |',
    '| **Stop Redis**, **Start Redis** | `redis-cli shutdown nosave`, then start it as above |',
    '| the **Timeline** | `redis-cli monitor` shows each command as it comes |',
  ].join('\n'),
]

export function homeReadme({ lesson, written }: Source, hasPackages: boolean): string {
  const { title, summary, goals } = written.card
  const steps = lesson.view.steps.map(({ id, title: name, programs }) => {
    const command = programs.length === 0 ? 'to read' : inline(`python3 play.py ${numberOf(id)}`)
    return `| [${name.replaceAll('|', '\\|')}](${id}/README.md) | ${command} |`
  })
  const asked = Object.keys(written.questions).length
  return document([
    `# ${title}`,
    summary,
    `Afterwards you can:\n\n${goals.map((goal) => `- ${goal.trim()}`).join('\n')}`,
    'This lesson plays at home: its programs, a Python and a Redis are all it needs.',
    ...setUp(hasPackages),
    '## Steps',
    ['| step | played by |', '| --- | --- |', ...steps].join('\n'),
    'Each folder runs by itself. `python3 play.py` starts the programs of a step in their order, and prints ' +
      'what they print with their names in front: `|` for output, `!` for errors.',
    asked === 0
      ? undefined
      : `${asked} questions are in [quiz.md](quiz.md), what is right in [answers.md](answers.md).`,
    written.glossary === undefined
      ? undefined
      : 'Words are explained in [glossary.md](glossary.md).',
    ...words,
  ])
}
