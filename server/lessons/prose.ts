/** Markdown to safe HTML: GitHub's dialect, code coloured by class, links into files and steps. */
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { highlightPython } from './highlight.ts'

const common = unified().use(remarkParse).freeze()
const parser = unified().use(remarkParse).use(remarkGfm).freeze()

/**
 * Signs without which GitHub's Markdown has nothing beside the common one: of tables, strokes, addresses, footnotes and
 * tasks; a letter of an address may be escaped. It looks for an address at every word, which costs as much as all the rest.
 */
const ofGithub = /[|~@&\\]|:-|-:|www\.|:\/\/|\[[\s^x]/i

/** A Markdown document, and anything in one. */
export type Root = ReturnType<typeof parser.parse>
export type Node = Root | Root['children'][number]

/** Nothing passes but what Markdown can say, and the classes and data attributes that we set. */
const allowed = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), 'aside'],
  attributes: {
    ...defaultSchema.attributes,
    a: [
      ...['href', 'title', 'dataFile', 'dataLine', 'dataStep', 'dataTerm', 'ariaDescribedBy'],
      ...['target', 'rel'],
    ],
    aside: [['className', 'note', 'tip', 'important', 'warning', 'caution']],
    code: [['className', /^language-./, 'hljs']],
    span: [['className', /^hljs-/], 'dataMeasured'],
  },
  // Raw HTML is refused before: what is described by what is written by us alone.
  clobber: ['id', 'name'],
  // An empty list would allow every one: pictures are our own.
  protocols: { href: ['http', 'https'], src: ['no-other'] },
} satisfies typeof defaultSchema

const renderer = unified()
  .use(remarkRehype)
  .use(rehypeSanitize, allowed)
  .use(rehypeStringify)
  .freeze()

export function parseMarkdown(source: string): Root {
  return (ofGithub.test(source) ? parser : common).parse(source)
}

/** Every node, parents before children. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node
  if ('children' in node) for (const child of node.children) yield* nodesOf(child)
}

/** The words a reader sees in `node`. */
export function textOf(node: Node): string {
  let text = ''
  for (const part of nodesOf(node)) {
    if (part.type === 'text' || part.type === 'inlineCode') text += part.value
    else if (part.type === 'break') text += ' '
  }
  return text
}

const alert = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*/

/** GitHub's `> [!NOTE]` becomes `<aside class="note">`. */
function markAlerts(root: Root): void {
  for (const node of nodesOf(root)) {
    if (node.type !== 'blockquote') continue
    const first = node.children[0]
    const words = first?.type === 'paragraph' ? first.children[0] : undefined
    const found = words?.type === 'text' ? alert.exec(words.value) : null
    if (words?.type !== 'text' || !found) continue
    words.value = words.value.slice(found[0].length)
    node.data = {
      ...node.data,
      hName: 'aside',
      hProperties: { className: [(found[1] ?? '').toLowerCase()] },
    }
  }
}

function colourCode(root: Root): void {
  for (const node of nodesOf(root)) {
    if (node.type !== 'code' || node.lang !== 'python') continue
    const hProperties = { className: ['hljs', 'language-python'] }
    node.data = { ...node.data, hProperties, hChildren: highlightPython(`${node.value}\n`) }
  }
}

/** HTML of a document that `checkProse` has gone through. */
export function renderDocument(root: Root): string {
  markAlerts(root)
  colourCode(root)
  return withoutSigns(renderer.stringify(renderer.runSync(root)).trim())
}

/**
 * In the quotes of an attribute HTML may have `<` and `>`, and the renderer leaves them there. Who takes a tag, or
 * what stands in an attribute, for another place would make a tag of them: so they are written as in text.
 */
function withoutSigns(html: string): string {
  return html.replaceAll(
    /<((?:[^">]|"[^"]*")*)>/g,
    (_, tag: string) => `<${tag.replaceAll('<', '&#x3C;').replaceAll('>', '&#x3E;')}>`,
  )
}

/** HTML of a single paragraph without its `<p>`; any other as it is. */
export function unwrap(html: string): string {
  const inner = /^<p>(.*)<\/p>$/s.exec(html)?.[1]
  return inner === undefined || inner.includes('<p>') ? html : inner
}

/** HTML of a file of code, coloured where it is Python. */
export function renderCode(name: string, text: string): string {
  const lang = name.endsWith('.py') ? 'python' : 'text'
  const children: Root['children'] = [{ type: 'code', lang, value: text.trimEnd() }]
  return renderDocument({ type: 'root', children })
}
