/** A command as it is shown: its name with its subcommand, and the beginnings of its arguments. */
import type { Command } from './commands.ts'
import { textOf, type Piece } from './piece.ts'

const CONTAINERS = new Set(
  (
    'ACL CLIENT CLUSTER COMMAND CONFIG DEBUG FUNCTION LATENCY MEMORY MODULE OBJECT PUBSUB SCRIPT ' +
    'SLOWLOG XGROUP XINFO'
  ).split(' '),
)

/** Characters shown of an argument. */
const SHOWN = 64

export interface Shown {
  readonly name: string
  readonly args: string[]
  readonly count: number
}

export function shownOf(command: Command): Shown {
  const [first] = command.args
  if (first === undefined || !CONTAINERS.has(command.word)) {
    return { name: wordText(command.word), args: command.args.map(short), count: command.count }
  }
  return {
    name: `${command.word} ${subcommandOf(command)}`,
    args: command.args.slice(1).map(short),
    count: command.count - 1,
  }
}

/** In capitals; empty where there is none. */
export function subcommandOf({ args: [first] }: Command): string {
  return first === undefined ? '' : wordText(first.head.slice(0, SHOWN).toUpperCase())
}

function wordText(head: string): string {
  return textOf({ head, size: head.length }).text
}

function short(piece: Piece): string {
  const { text } = textOf(piece)
  // A character of two halves is not cut into them.
  return text.length > SHOWN ? text.slice(0, SHOWN).replace(/[\ud800-\udbff]$/, '') : text
}
