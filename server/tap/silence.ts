/** CLIENT REPLY: which commands Redis will not answer. */
import type { Command } from './commands.ts'
import { subcommandOf } from './name.ts'

/** True of CLIENT REPLY with one word more. */
export function switchesReplies(command: Command): boolean {
  return command.word === 'CLIENT' && subcommandOf(command) === 'REPLY' && command.count === 2
}

export class Silence {
  #off = false
  #skipNext = false

  /** Called for each command as it is sent; true when it gets no reply. `refused`: Redis does not do it. */
  takes(command: Command, refused: boolean): boolean {
    const skipped = this.#skipNext
    this.#skipNext = false
    if (command.word === 'RESET') this.#off = false
    if (switchesReplies(command) && !refused)
      return this.#switch(command.args[1]?.head.toUpperCase() ?? '', skipped)
    return this.#off || skipped
  }

  #switch(how: string, skipped: boolean): boolean {
    if (how === 'ON') {
      this.#off = false
      return false
    }
    if (how === 'OFF') this.#off = true
    else if (how === 'SKIP') this.#skipNext = !this.#off
    else return this.#off || skipped
    return true
  }
}
