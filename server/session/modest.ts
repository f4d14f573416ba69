/** Whether a text can be a message at all, told before anything is made of it: a megabyte of commas costs a second. Pure. */

/** Braces, brackets, commas and colons outside of strings; 200 entries of progress have 1,400. */
const MOST_SIGNS = 3_000
/** Things within things; an entry of progress lies three deep. */
const DEEPEST = 8

const SIGNS: ReadonlySet<string> = new Set('{}[],:')

/** What is no JSON may pass: who parses it will see. */
export function isModest(json: string): boolean {
  let [signs, depth] = [0, 0]
  for (let at = 0; at < json.length; at++) {
    const sign = json.charAt(at)
    if (sign === '"') at = endOfString(json, at)
    if (!SIGNS.has(sign)) continue
    signs += 1
    if (sign === '{' || sign === '[') depth += 1
    if (sign === '}' || sign === ']') depth -= 1
    if (signs > MOST_SIGNS || depth > DEEPEST) return false
  }
  return true
}

/** Where the string that begins at `start` ends: at its quote, or with the text. */
function endOfString(json: string, start: number): number {
  let end = start
  do {
    end = json.indexOf('"', end + 1)
    if (end < 0) return json.length
  } while (isEscaped(json, end))
  return end
}

function isEscaped(json: string, at: number): boolean {
  let before = at
  while (json.charAt(before - 1) === '\\') before -= 1
  return (at - before) % 2 === 1
}
