/** What both decoders make of pieces of a stream, for tests. */
import { CommandDecoder, type Command } from './commands.ts'
import { NotUnderstood } from './reader.ts'
import { ReplyDecoder, type Value } from './replies.ts'

export type Seen = (Value | { readonly item: Value } | Command | string)[]

/** Everything the decoder said of these pieces; a string is why it gave up. */
export function replies(pieces: readonly Buffer[]): Seen {
  const seen: Seen = []
  const decoder = new ReplyDecoder({
    value: (value) => void seen.push(value),
    item: (item) => seen.push({ item }) > 0,
  })
  return pushed(decoder, pieces, seen)
}

export function commands(pieces: readonly Buffer[]): Seen {
  const seen: Seen = []
  return pushed(new CommandDecoder((command) => void seen.push(command)), pieces, seen)
}

function pushed(
  decoder: ReplyDecoder | CommandDecoder,
  pieces: readonly Buffer[],
  seen: Seen,
): Seen {
  try {
    for (const piece of pieces) decoder.push(piece)
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error
    seen.push(error.message)
  }
  return seen
}

export const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1')
export const bulk = (text: string): string => `$${text.length}\r\n${text}\r\n`
