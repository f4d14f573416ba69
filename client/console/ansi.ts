/** Colours and weights that a program asks for with ANSI escapes; every other escape is dropped. Pure. */

export interface Span {
  text: string
  /** Class names: `fg1` to `fg15`, `bg1` ..., `bold`, `dim`, `italic`, `underline`, `strike`, `inverse`. */
  classes: readonly string[]
}

interface Pen {
  fg: number | undefined
  bg: number | undefined
  marks: ReadonlySet<string>
}

const PLAIN: Pen = { fg: undefined, bg: undefined, marks: new Set() }

const MARKS: Record<number, string> = {
  1: 'bold',
  2: 'dim',
  3: 'italic',
  4: 'underline',
  7: 'inverse',
  9: 'strike',
}
const UNMARKS: Record<number, readonly string[]> = {
  22: ['bold', 'dim'],
  23: ['italic'],
  24: ['underline'],
  27: ['inverse'],
  29: ['strike'],
}

// CSI sequences, OSC strings, and two-character escapes.
// oxlint-disable-next-line no-control-regex
const ESCAPES =
  // oxlint-disable-next-line no-control-regex
  /\u001B\[([0-9;:?]*)([ -/]*[@-~])|\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)|\u001B[@-Z\\^_]/g
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g

/** One line as spans. Colours end with the line, so a forgotten reset does not paint what follows. */
export function spansOf(text: string): readonly Span[] {
  if (!text.includes('\u001B')) return [{ text: clean(text), classes: [] }]
  const spans: Span[] = []
  let pen = PLAIN
  let from = 0
  const add = (part: string) => {
    const shown = clean(part)
    if (shown !== '') spans.push({ text: shown, classes: classesOf(pen) })
  }
  for (const match of text.matchAll(ESCAPES)) {
    add(text.slice(from, match.index))
    from = match.index + match[0].length
    if (match[2] === 'm') pen = dip(pen, match[1] ?? '')
  }
  add(text.slice(from))
  return spans
}

/** The text without its escapes. */
export function plainText(text: string): string {
  return clean(text.replace(ESCAPES, ''))
}

function clean(text: string): string {
  return text.replace(CONTROLS, '')
}

function classesOf({ fg, bg, marks }: Pen): string[] {
  return [
    ...(fg === undefined ? [] : [`fg${fg}`]),
    ...(bg === undefined ? [] : [`bg${bg}`]),
    ...marks,
  ]
}

function dip(pen: Pen, parameters: string): Pen {
  const codes = parameters === '' ? [0] : parameters.split(/[;:]/).map(Number)
  let now = pen
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0
    if (code === 38 || code === 48) {
      const colour = codes[index + 1] === 5 ? nearest(codes[index + 2] ?? 0) : undefined
      now = code === 38 ? { ...now, fg: colour } : { ...now, bg: colour }
      index += codes[index + 1] === 5 ? 2 : 4
    } else now = apply(now, code)
  }
  return now
}

function apply(pen: Pen, code: number): Pen {
  if (code === 0) return PLAIN
  const mark = MARKS[code]
  if (mark !== undefined) return { ...pen, marks: new Set([...pen.marks, mark]) }
  const off = UNMARKS[code]
  if (off !== undefined)
    return { ...pen, marks: new Set([...pen.marks].filter((one) => !off.includes(one))) }
  if (code === 39) return { ...pen, fg: undefined }
  if (code === 49) return { ...pen, bg: undefined }
  if (code >= 30 && code <= 37) return { ...pen, fg: code - 30 }
  if (code >= 90 && code <= 97) return { ...pen, fg: code - 82 }
  if (code >= 40 && code <= 47) return { ...pen, bg: code - 40 }
  if (code >= 100 && code <= 107) return { ...pen, bg: code - 92 }
  return pen
}

/** Of the 256 colours the first sixteen are kept; the rest become the nearest of the basic eight. */
function nearest(colour: number): number {
  if (colour < 16) return colour
  if (colour >= 232) return colour < 244 ? 8 : 7
  const cube = colour - 16
  const bright = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((one) => one > 2)
  return bright.reduce((sum, on, bit) => sum + (on ? 1 << bit : 0), 0)
}
