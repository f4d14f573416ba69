/** Small pieces of Markdown, safe for whatever text goes into them. Pure. */

/** Longer than any row of backticks in `code`. */
export function fence(code: string, language = 'text'): string {
  const rows = [...code.matchAll(/`+/g)].map(([row]) => row.length)
  const marks = '`'.repeat(Math.max(3, ...rows.map((length) => length + 1)))
  return `${marks}${language}\n${code.trimEnd()}\n${marks}`
}

/** Text as inline code. */
export function inline(text: string): string {
  const rows = [...text.matchAll(/`+/g)].map(([row]) => row.length)
  const marks = '`'.repeat(Math.max(0, ...rows) + 1)
  const apart = /^`|`$/.test(text) ? ' ' : ''
  return `${marks}${apart}${text}${apart}${marks}`
}

/** Plain text, none of its signs a mark. */
export function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|~&]/g, (sign) => `\\${sign}`)
}

/** A list's entry whose text may have several lines. */
export function entry(mark: string, text: string): string {
  return `${mark} ${text.trimEnd().replaceAll('\n', `\n${' '.repeat(mark.length + 1)}`)}`
}

/** What is there only for those who open it. */
export function folded(summary: string, text: string): string {
  return `<details><summary>${summary}</summary>\n\n${text.trimEnd()}\n\n</details>`
}

/** 0 is A. */
export const letter = (index: number): string => String.fromCodePoint(65 + index)

/** Blocks with a blank line between them, and a line break at the end. */
export function document(blocks: readonly (string | undefined)[]): string {
  const there = blocks.flatMap((block) => (block === undefined || block === '' ? [] : [block]))
  return `${there.map((block) => block.trimEnd()).join('\n\n')}\n`
}
