/** Cuts a direction's bytes into lines and strings of known length, wherever the reads were cut. Bounded. */
import { createHash, type Hash } from 'node:crypto'
import { PREVIEW_BYTES } from '../protocol/index.ts'
import type { Piece } from './piece.ts'

/** What the reader hands over; each call may ask for a string of known length next, else a line is. */
export interface Grammar {
  /** A line without its end. Longer ones are cut to the reader's bound, `size` tells. */
  line(line: Piece): void
  bulk(bulk: Piece): void
}

/** Thrown by a grammar for what it cannot understand; nothing more of the direction is read. */
export class NotUnderstood extends Error {}

const NEWLINE = 10

export class Reader {
  readonly #grammar: Grammar
  readonly #lineBound: number
  /** Bytes still to come of a string and its CRLF; undefined while a line is read. */
  #left: number | undefined
  #size = 0
  #head = ''
  #hash: Hash | undefined

  /** Of a line at most `lineBound` bytes are kept. */
  constructor(grammar: Grammar, lineBound = PREVIEW_BYTES + 1) {
    this.#grammar = grammar
    this.#lineBound = lineBound
  }

  /** True between values' parts: something was begun and not finished. */
  get midway(): boolean {
    return this.#left !== undefined || this.#size > 0
  }

  /** Called by the grammar: what follows is a string of `size` bytes and CRLF. */
  expect(size: number, hashed: boolean): void {
    this.#left = size + 2
    this.#size = size
    this.#head = ''
    this.#hash = hashed && size > PREVIEW_BYTES ? createHash('sha256') : undefined
  }

  /** Throws NotUnderstood. */
  push(bytes: Buffer): void {
    let at = 0
    while (at < bytes.length)
      at = this.#left === undefined ? this.#line(bytes, at) : this.#bulk(bytes, at, this.#left)
  }

  #line(bytes: Buffer, at: number): number {
    const newline = bytes.indexOf(NEWLINE, at)
    const end = newline < 0 ? bytes.length : newline
    const room = this.#lineBound - this.#head.length
    if (room > 0) this.#head += bytes.toString('latin1', at, Math.min(end, at + room))
    this.#size += end - at
    if (newline < 0) return end
    const line = { head: this.#head, size: this.#size }
    this.#head = ''
    this.#size = 0
    this.#grammar.line(line)
    return newline + 1
  }

  #bulk(bytes: Buffer, at: number, left: number): number {
    const end = Math.min(bytes.length, at + left)
    const done = this.#size + 2 - left
    const stop = Math.min(end, at + this.#size - done)
    if (stop > at) {
      const room = PREVIEW_BYTES - this.#head.length
      if (room > 0) this.#head += bytes.toString('latin1', at, Math.min(stop, at + room))
      this.#hash?.update(bytes.subarray(at, stop))
    }
    this.#left = left - (end - at)
    if (this.#left === 0) this.#finish()
    return end
  }

  #finish(): void {
    const hash = this.#hash?.digest('base64')
    const bulk: Piece = {
      head: this.#head,
      size: this.#size,
      ...(hash === undefined ? {} : { hash }),
    }
    this.#left = undefined
    this.#head = ''
    this.#size = 0
    this.#hash = undefined
    this.#grammar.bulk(bulk)
  }
}

/** A whole number as RESP writes it, of a line's `head` after its first character. */
export function lengthIn(line: Piece): number {
  const match = line.size <= 24 ? /^.(-?\d{1,15})\r$/.exec(line.head) : null
  if (match === null) throw new NotUnderstood('a length that is no number')
  return Number(match[1])
}
