/** A step's README.md: its title, and its prose as HTML. */
import { startOf } from './mistakes.ts'
import type { Mistakes } from './mistakes.ts'
import { nodesOf, parseMarkdown, renderDocument, textOf } from './prose.ts'
import type { Root } from './prose.ts'
import { checkProse } from './proseRules.ts'
import type { Locate, Surroundings } from './proseRules.ts'

/** Words of prose in a step: a warning above the first, an error above the second. */
const words = { warn: 150, most: 250 }

export interface Readme {
  readonly title: string
  readonly html: string
  /** Files that the prose leads to. */
  readonly linked: ReadonlySet<string>
}

/** Takes the one `#` heading out of the document. */
function takeTitle(root: Root, locate: Locate, mistakes: Mistakes): string {
  const headings = root.children.filter((node) => node.type === 'heading' && node.depth === 1)
  const [first, second] = headings
  if (second)
    mistakes.error(
      locate(second),
      'A step has one title. Make this heading ## or a step of its own.',
    )
  if (!first) {
    mistakes.error(locate(root), 'The step has no title. Begin with one line "# The title".')
    return ''
  }
  root.children = root.children.filter((node) => node !== first)
  return textOf(first)
}

function countWords(root: Root): number {
  let count = 0
  for (const node of nodesOf(root)) {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
      count += textOf(node)
        .split(/\s+/)
        .filter((word) => word !== '').length
    }
  }
  return count
}

/** A word that is written otherwise in the source (`&amp;`) is found nowhere: the node it is in is near enough. */
function indexOf(source: string, { text, nth }: { text: string; nth: number }, from: number) {
  let at = source.indexOf(text, from)
  for (let more = nth; more > 0 && at >= 0; more -= 1) at = source.indexOf(text, at + text.length)
  return at < 0 ? from : at
}

/** Finds nodes in their file, and words in their nodes. */
function locatorOf({ path, source }: { path: string; source: string }): Locate {
  return (node, word) => {
    const start = node.position?.start
    if (start?.offset === undefined) return startOf(path)
    const at = word === undefined ? start.offset : indexOf(source, word, start.offset)
    const before = source.slice(0, at)
    const column = at - before.lastIndexOf('\n')
    return {
      path,
      line: start.line + source.slice(start.offset, at).split('\n').length - 1,
      column,
    }
  }
}

/** Reads the prose of a step; mistakes are told with the line they stand on. */
export function readReadme(
  file: { path: string; source: string },
  around: Surroundings,
  mistakes: Mistakes,
): Readme {
  const root = parseMarkdown(file.source)
  const locate = locatorOf(file)
  checkProse(root, { around, locate, mistakes })
  const title = takeTitle(root, locate, mistakes)
  const count = countWords(root)
  const long = `This step has ${count} words; learners read steps under ${words.warn}. Split it.`
  if (count > words.most) mistakes.error(startOf(file.path), long)
  else if (count > words.warn) mistakes.warning(startOf(file.path), long)
  const linked = new Set<string>()
  for (const node of nodesOf(root)) {
    const name: unknown = node.type === 'link' ? node.data?.hProperties?.['dataFile'] : undefined
    if (typeof name === 'string') linked.add(name)
  }
  return { title, html: renderDocument(root), linked }
}
