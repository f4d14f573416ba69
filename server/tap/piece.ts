/** A string off the wire, cut to its beginning; what is needed to show it and to tell it from others. */
import { PREVIEW_BYTES } from '../protocol/index.ts'

/**
 * `head` has one character a byte (latin1), at most PREVIEW_BYTES of `size`. `hash` stands for the whole of a
 * longer one, where it was asked for.
 */
export interface Piece {
  readonly head: string
  readonly size: number
  readonly hash?: string
}

export const EMPTY: Piece = { head: '', size: 0 }

/** Equal for equal bytes alone. Without a hash, long ones are told apart by beginning and length only. */
export function keyOf({ head, size, hash }: Piece): string {
  // No byte is U+0100: a short string never looks like a long one.
  return size <= PREVIEW_BYTES ? head : `\u0100${size} ${hash ?? head}`
}

/** The beginning as text: UTF-8, or with `\xff` for each byte that is not printable ASCII when it is none. */
export function textOf({ head, size }: Piece): { text: string; binary: boolean } {
  if (!BEYOND_ASCII.test(head)) return { text: head, binary: false }
  const bytes = Buffer.from(head, 'latin1')
  const whole = size > head.length ? bytes.subarray(0, wholeCharacters(bytes)) : bytes
  try {
    return { text: UTF8.decode(whole), binary: false }
  } catch {
    // The decoder's only way to say that it is no UTF-8.
    return { text: escaped(head), binary: true }
  }
}

const BEYOND_ASCII = /[\u0080-\u00ff]/
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Length without a character that the cut went through. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return needs > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** As redis-cli writes it, without the quotes. */
function escaped(head: string): string {
  return head.replace(/[^ -~]|\\/g, (char) => {
    if (char === '\\') return '\\\\'
    return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
}
