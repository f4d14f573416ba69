/** Links of a step's prose, led to where things lie in the zip. */
import { posix } from 'node:path'
import { nodesOf, parseMarkdown } from '../lessons/index.ts'

interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

function apply(source: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, { from, to, text: by }) => text.slice(0, from) + by + text.slice(to), source)
}

export interface Led {
  readonly text: string
  /** Links that lead to nothing in the zip, and became plain text. */
  readonly lost: readonly string[]
}

export interface Place {
  /** The folder of the text within the zip; empty for its root. */
  readonly folder: string
  /** Paths of the zip. */
  readonly paths: ReadonlySet<string>
  /** From the address in a lesson's folder to the one in the zip: `../../glossary.md` is one folder nearer. */
  readonly nearer: ReadonlyMap<string, string>
}

/** The path that an address names; one that is badly escaped stays as it is, and is then found nowhere. */
function pathOf(address: string): string {
  try {
    return decodeURI(address)
  } catch (error) {
    if (error instanceof URIError) return address
    throw error
  }
}

/** The address in the zip, or undefined when there is nothing. */
function addressOf(url: string, { folder, paths, nearer }: Place): string | undefined {
  const [path = '', anchor] = url.split('#')
  const tail = anchor === undefined ? '' : `#${anchor}`
  if (path === '') return url
  const moved = nearer.get(path) ?? path
  const target = posix.join(folder, pathOf(moved))
  if (paths.has(target)) return `${moved}${tail}`
  const page = posix.join(target, 'README.md')
  // A folder opens on a Git host; a viewer of files wants the file.
  return paths.has(page) ? `${posix.join(moved, 'README.md')}${tail}` : undefined
}

/** A word for a share of runs, behind which the page says what was measured: who plays at home counts their own. */
const measured = /^step\.yaml#/

/** Leads every link of `source` within the zip; links to the web stay as they are. */
export function leadLinks(source: string, place: Place): Led {
  const edits: Edit[] = []
  const lost: string[] = []
  for (const node of nodesOf(parseMarkdown(source))) {
    if (node.type !== 'link' && node.type !== 'image') continue
    if (/^[a-z][a-z0-9+.-]*:/i.test(node.url)) continue
    const from = node.position?.start.offset ?? 0
    const to = node.position?.end.offset ?? 0
    const written = source.slice(from, to)
    const address = addressOf(node.url, place)
    const at = written.lastIndexOf(`](`)
    if (address === undefined) {
      if (!measured.test(node.url)) lost.push(node.url)
      edits.push({ from, to, text: written.slice(node.type === 'image' ? 2 : 1, at) })
    } else if (address !== node.url) {
      const rest = written.slice(at).replace(node.url, () => address)
      edits.push({ from: from + at, to, text: rest })
    }
  }
  return { text: apply(source, edits), lost }
}

/** Where a text's first heading below its title begins; its end when there is none. */
export function firstPart(source: string): number {
  const heading = parseMarkdown(source).children.find(
    (node) => node.type === 'heading' && node.depth === 2,
  )
  return heading?.position?.start.offset ?? source.length
}
