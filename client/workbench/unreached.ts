/** Lines that a thread does not come to while it is held in a loop over listen(): told only where that is certain. Pure. */

const LOOP = /^(?<indent> *)(?:async )?for .+ in .+\.listen\(.*\):\s*(?:#.*)?$/
/** Text in which indentation says nothing, and blocks that may be entered from the loop. */
const UNSURE = /"""|'''|\\$|\t|^ *(?:except|finally|else|elif|case)\b/

/** First and last line; undefined where it is not certain, or nothing comes after. `line` counts from 1. */
export function unreached(
  text: string,
  held: { line: number; function: string },
): [number, number] | undefined {
  const lines = text.split('\n')
  const indent = LOOP.exec(lines[held.line - 1] ?? '')?.groups?.['indent']?.length
  if (indent === undefined) return undefined
  const outer = held.function === '<module>' ? -1 : indentOfDef(lines, held, indent)
  if (outer === undefined) return undefined
  const from = lines.findIndex(
    (line, at) => at >= held.line && isCode(line) && depth(line) <= indent,
  )
  if (from < 0) return undefined
  const past = lines.findIndex((line, at) => at >= from && isCode(line) && depth(line) <= outer)
  const end = past < 0 ? lines.length : past
  const rest = lines.slice(held.line, end)
  if (past === from || rest.some((line) => UNSURE.test(line))) return undefined
  const last = lines.slice(0, end).findLastIndex(isCode)
  return [from + 1, last + 1]
}

/** Indentation of the function that the line is in, if it is the one that was named. */
function indentOfDef(
  lines: readonly string[],
  held: { line: number; function: string },
  indent: number,
): number | undefined {
  for (let at = held.line - 2; at >= 0; at--) {
    const found = /^(?<indent> *)(?:async )?def (?<name>\w+)/.exec(lines[at] ?? '')?.groups
    const depthOf = found?.['indent']?.length ?? indent
    if (depthOf >= indent) continue
    return found?.['name'] === held.function ? depthOf : undefined
  }
  return undefined
}

function isCode(line: string): boolean {
  return /^\s*[^\s#]/.test(line)
}

function depth(line: string): number {
  return line.length - line.trimStart().length
}
