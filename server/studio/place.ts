/** Where on the page a mistake of a file belongs: the lesson, the step, and the part of it. Pure. */
import type { StudioMistake } from '../protocol/studio.ts'

type Placed = Pick<StudioMistake, 'lesson' | 'step' | 'part' | 'near'>

const numbered = /^\d{2}-/

/** `path` is below the course's folder; `source` is the file's text, or nothing when it has none. */
export function placeOf(path: string, line: number, source: string): Placed {
  const [lesson = '', second, ...rest] = path.split('/')
  if (!numbered.test(lesson)) return {}
  if (second === 'quiz.yaml') return { lesson, step: 'quiz', ...part(keyAbove(source, line, 2)) }
  if (second === undefined || !numbered.test(second)) return { lesson }
  const at = { lesson, step: second }
  const [file = '', ...below] = rest
  if (file === 'README.md') return { ...at, part: 'prose', ...near(source, line) }
  if (file === 'step.yaml') return { ...at, part: partOfForm(keyAbove(source, line, 0)) }
  if (below.length > 0 && (file === 'solution' || file === 'wrong'))
    return { ...at, part: 'exercise' }
  return { ...at, part: file === '' ? 'prose' : 'code' }
}

/** Lines kept on either side of the one that is meant. */
const AROUND = 2

export function excerptOf(source: string, line: number): StudioMistake['excerpt'] {
  const lines = source.split('\n')
  const first = Math.max(1, line - AROUND)
  return lines
    .slice(first - 1, line)
    .map((text, at) => ({ number: first + at, text: text.slice(0, 200) }))
}

function part(name: string | undefined): Placed {
  return name === undefined ? {} : { part: name }
}

/** The last key with this indent at `line` or above it. */
function keyAbove(source: string, line: number, indent: number): string | undefined {
  const key = new RegExp(`^ {${indent}}([\\w-]+):`)
  const found = source
    .split('\n')
    .slice(0, line)
    .findLast((text) => key.test(text))
  return found === undefined ? undefined : key.exec(found)?.[1]
}

function partOfForm(key: string | undefined): string {
  return key === 'predict' || key === 'exercise' ? key : 'code'
}

/** Words of the line, or of the one above it that has some, as they read on the page. */
function near(source: string, line: number): Placed {
  const words = source
    .split('\n')
    .slice(0, line)
    .map(plain)
    .findLast((text) => text !== '')
  return words === undefined ? {} : { near: words }
}

/** Without the signs of Markdown; a link keeps its text. */
function plain(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)?/g, '$1')
    .replace(/^[\s>#*+-]*(\d+\. )?(\[!\w+\])?/, '')
    .replace(/[`*_|]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
