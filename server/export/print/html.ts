/** Text into HTML, and HTML of ours cut into lines. Pure. */

const entity: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Plain text as HTML; control characters, which paper cannot show, as their pictures. */
export function text(plain: string): string {
  return plain
    .replace(/[&<>"]/g, (sign) => entity[sign] ?? '')
    .replace(/(?![\t\n])\p{Cc}/gu, (sign) => {
      const code = sign.codePointAt(0) ?? 0
      return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '\u2421'
    })
}

/** Coloured code line by line: a span that goes over several is closed and opened again. */
export function linesOf(html: string): string[] {
  const lines: string[] = []
  const open: string[] = []
  let line = ''
  for (const [token] of html.matchAll(/<\/span>|<span[^>]*>|\n|[^<\n]+|</g)) {
    if (token === '\n') {
      lines.push(line + '</span>'.repeat(open.length))
      line = open.join('')
      continue
    }
    if (token === '</span>') open.pop()
    else if (token.startsWith('<span')) open.push(token)
    line += token
  }
  if (line.replaceAll(/<[^>]*>/g, '') !== '') lines.push(line + '</span>'.repeat(open.length))
  return lines
}

/** Attributes of one tag, as our own renderer writes them. */
export function attributesOf(tag: string): ReadonlyMap<string, string> {
  return new Map(
    [...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

/** Without its links, whose ends are nowhere on the page. */
export const unlinked = (html: string): string => html.replaceAll(/<a\b[^>]*>|<\/a>/g, '')
