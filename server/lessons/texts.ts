/** A Markdown text of a lesson's YAML: checked, then made into HTML. */
import { parseMarkdown, renderDocument, unwrap } from './prose.ts'
import { checkProse, checkWords } from './proseRules.ts'
import type { Rules } from './proseRules.ts'
import { readShort, renderShort } from './shortText.ts'

/** One paragraph comes without its `<p>`. */
export function readText(source: string, rules: Rules): string {
  return readBriefly(source, rules) ?? unwrap(readLong(source, rules))
}

/** Every paragraph in its `<p>`. */
export function readDocument(source: string, rules: Rules): string {
  const brief = readBriefly(source, rules)
  return brief === undefined ? readLong(source, rules) : `<p>${brief}</p>`
}

function readBriefly(source: string, rules: Rules): string | undefined {
  const parts = readShort(source)
  parts?.forEach((part) => part.type === 'text' && checkWords(part, rules))
  return parts && renderShort(parts)
}

function readLong(source: string, rules: Rules): string {
  const root = parseMarkdown(source)
  checkProse(root, rules)
  return renderDocument(root)
}
