/** The course's glossary.md: each `##` is a term, what follows says what it means. */
import { startOf } from './mistakes.ts'
import type { Mistakes, Place } from './mistakes.ts'
import { suggest } from './nearest.ts'
import { nodesOf, parseMarkdown, renderDocument, textOf } from './prose.ts'
import type { Node, Root } from './prose.ts'
import { Spelling } from './spelling.ts'

export interface Term {
  /** As GitHub makes it of the heading: what a link names after the `#`. */
  readonly id: string
  readonly name: string
  /** What it means, HTML. */
  readonly html: string
  readonly not: readonly string[]
  readonly place: Place
}

export interface Glossary {
  /** In the order of the file, by id. */
  readonly terms: ReadonlyMap<string, Term>
  readonly spelling: Spelling
}

export const noGlossary: Glossary = { terms: new Map(), spelling: new Spelling([]) }

/** Longer than this is not read in passing, words. */
const brief = 45

/** What GitHub links a heading by. */
function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replace(/ /g, '-')
}

type Block = Root['children'][number]

/** A heading, and what stands under it. */
interface Section {
  readonly heading: Block
  readonly body: Block[]
}

function sectionsOf(root: Root, locate: Locate, mistakes: Mistakes): Section[] {
  const sections: Section[] = []
  for (const node of root.children) {
    if (node.type === 'heading' && node.depth === 2) sections.push({ heading: node, body: [] })
    else if (node.type === 'heading' && (node.depth > 1 || sections.length > 0))
      mistakes.error(locate(node), 'A term is a heading of two signs: ## subscriber. Change it.')
    else sections.at(-1)?.body.push(node)
  }
  return sections
}

type Locate = (node: Node) => Place

/** `Not: topic, chanel.` under a term: spellings that are wrong. Takes the paragraph out. */
function takeWrong(body: Block[]): string[] {
  const at = body.findIndex((node) => node.type === 'paragraph' && textOf(node).startsWith('Not:'))
  const [found] = at < 0 ? [] : body.splice(at, 1)
  if (found === undefined) return []
  return textOf(found)
    .replace(/^Not:|\.$/g, '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

/** Links go to other terms, or to other sites; nothing else has its place here. */
function checkBody(
  body: readonly Block[],
  { ids, locate, mistakes }: { ids: readonly string[]; locate: Locate; mistakes: Mistakes },
): void {
  for (const node of body.flatMap((block) => [...nodesOf(block)])) {
    if (node.type === 'link' && node.url.startsWith('#')) {
      const id = node.url.slice(1)
      if (!ids.includes(id))
        mistakes.error(locate(node), `The glossary has no term ${id}. ${suggest(id, ids)}`)
      linkTerm(node, id)
    } else if (node.type === 'link' && /^https?:\/\//.test(node.url))
      node.data = { hProperties: { target: '_blank', rel: ['noreferrer'] } }
    else if (['link', 'linkReference', 'image', 'imageReference', 'html'].includes(node.type))
      mistakes.error(
        locate(node),
        'The glossary has words, code and links as [channel](#channel). Say it so.',
      )
  }
}

/** Makes a link open the card of a term. */
export function linkTerm(node: Extract<Node, { type: 'link' }>, id: string): void {
  node.url = `/glossary#${id}`
  node.data = {
    ...node.data,
    hProperties: { dataTerm: id, ariaDescribedBy: [`term-${id}`] },
  }
}

function readTerm({ heading, body }: Section, locate: Locate, mistakes: Mistakes): Term {
  const name = textOf(heading)
  const not = takeWrong(body)
  const words = body
    .map(textOf)
    .join(' ')
    .split(/\s+/)
    .filter((word) => word !== '').length
  if (words === 0)
    mistakes.error(locate(heading), `${name} has no text. Say in a sentence what it means.`)
  if (words > brief)
    mistakes.warning(
      locate(heading),
      `${name} has ${words} words; a card is read in passing. Use at most ${brief}.`,
    )
  const html = renderDocument({ type: 'root', children: body })
  return { id: anchorOf(name), name, html, not, place: locate(heading) }
}

/** Reads the glossary; a term that is there twice is a mistake. */
export function readGlossary(source: string, mistakes: Mistakes): Glossary {
  const root = parseMarkdown(source)
  const locate: Locate = ({ position }) =>
    position
      ? { path: 'glossary.md', line: position.start.line, column: position.start.column }
      : startOf('glossary.md')
  const sections = sectionsOf(root, locate, mistakes)
  const ids = sections.map(({ heading }) => anchorOf(textOf(heading)))
  const terms = new Map<string, Term>()
  for (const section of sections) {
    checkBody(section.body, { ids, locate, mistakes })
    const term = readTerm(section, locate, mistakes)
    const before = terms.get(term.id)
    if (before)
      mistakes.error(
        term.place,
        `${term.name} stands on line ${before.place.line} as well. Keep one.`,
      )
    else terms.set(term.id, term)
  }
  return { terms, spelling: new Spelling([...terms.values()]) }
}

/** Warns of terms that no text of the course leads to. */
export function findUnused(
  { terms }: Glossary,
  used: ReadonlySet<string>,
  mistakes: Mistakes,
): void {
  for (const { id, name, place } of terms.values()) {
    if (!used.has(id))
      mistakes.warning(place, `No text leads to ${name}. Link it where it is first used: #${id}.`)
  }
}
