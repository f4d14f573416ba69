/** Python with its parts named, as a tree that the renderer takes: highlight.js with this one language. */
import highlighter from 'highlight.js/lib/core'
import python from 'highlight.js/lib/languages/python'

interface Text {
  readonly type: 'text'
  readonly value: string
}

interface Span {
  readonly type: 'element'
  readonly tagName: 'span'
  readonly properties: { className: string[] }
  readonly children: Piece[]
}

export type Piece = Text | Span

highlighter.registerLanguage('python', python)

/** All that is in what highlight.js makes: a part begins, it ends, text. */
const pieces = /<span class="(hljs-[^ "]+)[^>]*>|<\/span>|[^<]+/g

const signs: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
}

export function highlightPython(code: string): Piece[] {
  const { value: html } = highlighter.highlight(code, { language: 'python' })
  const all: Piece[] = []
  const open = [all]
  for (const [piece, kind] of html.matchAll(pieces)) {
    if (piece === '</span>') {
      open.pop()
      continue
    }
    const children: Piece[] = []
    open
      .at(-1)
      ?.push(
        kind === undefined
          ? { type: 'text', value: piece.replace(/&[^;]+;/g, (sign) => signs[sign] ?? sign) }
          : { type: 'element', tagName: 'span', properties: { className: [kind] }, children },
      )
    if (kind !== undefined) open.push(children)
  }
  return all
}
