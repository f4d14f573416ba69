/** Texts in which Markdown finds nothing but words and code: most of a quiz, read without a parser. */

export type ShortPart =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'inlineCode'; readonly value: string }

/** Signs that mean nothing to Markdown wherever they stand in a line; code holds no backtick and no outer space. */
const words = /[\p{L}\p{M}\d ,.;:?"'()/%=+-]+/uy
const code = /`[^`\s](?:[^`\n]*[^`\s])?`(?!`)/uy
/** What begins a list, a rule or a heading, and addresses that GitHub makes links of. */
const more = /^[\d+=-]|:\/\/|www\./iu

/** The parts of `source`, or undefined when it takes a parser to find them. */
export function readShort(source: string): readonly ShortPart[] | undefined {
  const line = source.replace(/\n+$/, '')
  if (line === '' || line.trim() !== line || more.test(line)) return undefined
  const parts: ShortPart[] = []
  for (let at = 0; at < line.length;) {
    const isCode = line[at] === '`'
    const pattern = isCode ? code : words
    pattern.lastIndex = at
    const found = pattern.exec(line)?.[0]
    if (found === undefined) return undefined
    parts.push(
      isCode ? { type: 'inlineCode', value: found.slice(1, -1) } : { type: 'text', value: found },
    )
    at += found.length
  }
  return parts
}

const escapes: Readonly<Record<string, string>> = { '&': '&#x26;', '<': '&#x3C;' }

/** The same HTML as the long way makes of it. */
export function renderShort(parts: readonly ShortPart[]): string {
  return parts
    .map(({ type, value }) =>
      type === 'text'
        ? value
        : `<code>${value.replace(/[&<]/g, (sign) => escapes[sign] ?? sign)}</code>`,
    )
    .join('')
}
