/** One PUBLISH or SPUBLISH on its way. */
import type { Command } from './commands.ts'
import { EMPTY, keyOf, textOf, type Piece } from './piece.ts'

export interface Publish {
  readonly kind: 'channel' | 'shard'
  readonly channel: Piece
  readonly message: Piece
  /** Equal where a delivery could belong to either. */
  readonly key: string
  /** Counts from 1 within the lab; 0 until it is sent for Redis to do at once. */
  id: number
  /** When that was, ms. */
  at: number
  /** Its place among those of its connection. */
  connection: number
  index: number
  /** When its reply was seen, ms. */
  answered?: number
  receivers?: number
  /** Redis refused it. */
  failed?: true
  /** Until it is answered: Redis may not have done it, as far as the traffic shows. */
  doubtful?: true
  /** Something came that may have been its own, or a script's. */
  unsure?: true
  /** Deliveries that are certainly its own. */
  seen: number
}

/** Undefined for what is none, or wrong. */
export function publishIn({ word, args, count }: Command, connection: number): Publish | undefined {
  if ((word !== 'PUBLISH' && word !== 'SPUBLISH') || count !== 2) return undefined
  const [channel = EMPTY, message = EMPTY] = args
  const kind = word === 'PUBLISH' ? 'channel' : 'shard'
  const key = keyOfMessage(kind, channel, message)
  return { kind, channel, message, key, id: 0, at: 0, connection, index: 0, seen: 0 }
}

/** See `Publish.key`. */
export function keyOfMessage(kind: 'channel' | 'shard', channel: Piece, message: Piece): string {
  return JSON.stringify([kind, keyOf(channel), keyOf(message)])
}

/** The fields of a payload as events have them. */
export function payloadOf(message: Piece): { message: string; size: number; binary?: true } {
  const { text, binary } = textOf(message)
  return { message: text, size: message.size, ...(binary ? { binary } : {}) }
}
