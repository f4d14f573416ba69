/** Splits an inline command as Redis does: spaces, "double quotes" with escapes, 'single quotes'. */
import { createHash } from 'node:crypto'
import { PREVIEW_BYTES } from '../protocol/index.ts'
import type { Piece } from './piece.ts'

const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s"']+))(?=\s|$)/sy
const ESCAPE = /\\(x[0-9a-fA-F]{2}|.)/gs
const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' }

/** The words of a line (latin1); undefined where quotes do not match. */
export function splitInline(line: string): readonly Piece[] | undefined {
  const words: Piece[] = []
  let at = 0
  while (line.slice(at).trim() !== '') {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(line)
    if (found === null) return undefined
    const [, double, single, bare] = found
    words.push(pieceOf(bare ?? (double === undefined ? plain(single ?? '') : unescaped(double))))
    at = TOKEN.lastIndex
  }
  return words
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
