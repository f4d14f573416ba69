/** Splits an inline command as Redis does: spaces, "double quotes" with escapes, 'single quotes'. */
import { createHash } from 'node:crypto'
import { PREVIEW_BYTES } from '../protocol/index.ts'
import type { Piece } from './piece.ts'

/** As C's isspace. */
const BLANKS = /[ \t-\r]*/y
/** What is quoted ends its word. */
const WORD = /([^ \t-\r"']*)(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\'|\\(?!'))*)')?(?=[ \t-\r]|$)/sy
const ESCAPE = /\\(x[0-9a-fA-F]{2}|.)/gs
const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' }

/** The words of a line (latin1); undefined where quotes do not match. */
export function splitInline(line: string): readonly Piece[] | undefined {
  const words: Piece[] = []
  for (let at = pastBlanks(line, 0); at < line.length; at = pastBlanks(line, WORD.lastIndex)) {
    WORD.lastIndex = at
    const found = WORD.exec(line)
    if (found === null) return undefined
    const [, bare = '', double = '', single = ''] = found
    words.push(pieceOf(bare + unescaped(double) + plain(single)))
  }
  return words
}

function pastBlanks(line: string, at: number): number {
  BLANKS.lastIndex = at
  BLANKS.exec(line)
  return BLANKS.lastIndex
}

function unescaped(text: string): string {
  return text.replace(ESCAPE, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(parseInt(code.slice(1), 16)) : (NAMED[code] ?? code),
  )
}

function plain(text: string): string {
  return text.replaceAll("\\'", "'")
}

function pieceOf(word: string): Piece {
  if (word.length <= PREVIEW_BYTES) return { head: word, size: word.length }
  const hash = createHash('sha256').update(word, 'latin1').digest('base64')
  return { head: word.slice(0, PREVIEW_BYTES), size: word.length, hash }
}
