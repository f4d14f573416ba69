/** What is known of a command when it is sent: whether Redis will answer, when it will do it, what it may publish. */
import type { Command } from './commands.ts'
import type { Matching } from './matching.ts'
import type { Publish } from './publish.ts'
import { Silence } from './silence.ts'

const SCRIPTS = new Set(['EVAL', 'EVALSHA', 'FCALL'])

export class Sending {
  readonly #matching: Matching
  readonly #silence = new Silence()
  /** Since MULTI was sent: what EXEC will publish. */
  #held: Publish[] | undefined
  #heldScript = false

  constructor(matching: Matching) {
    this.#matching = matching
  }

  /** `unseen`: the caller calls `endUnseen` when it is answered. */
  take(
    command: Command,
    publish: Publish | undefined,
    at: number,
  ): { silent: boolean; unseen: boolean } {
    const silent = this.#silence.takes(command)
    const script = this.#mayPublish(command)
    const out = this.#out(command, publish)
    const unseen = script || (silent && out.length > 0)
    if (unseen) this.#matching.beginUnseen()
    if (unseen && silent) this.#matching.endUnseen(at)
    // One that is not answered stays unseen: nobody knows when it is done.
    if (!silent) for (const one of out) this.#matching.send(one, at)
    return { silent, unseen: unseen && !silent }
  }

  /** The publishes that Redis does with this command. */
  #out({ word }: Command, publish: Publish | undefined): readonly Publish[] {
    if (word === 'MULTI') this.#held ??= []
    else if (this.#held === undefined) return publish === undefined ? [] : [publish]
    else if (word === 'EXEC' || word === 'DISCARD' || word === 'RESET') {
      const held = this.#held
      this.#held = undefined
      this.#heldScript = false
      return word === 'EXEC' ? held : []
    } else if (publish !== undefined) this.#held.push(publish)
    return []
  }

  #mayPublish({ word }: Command): boolean {
    if (this.#held === undefined) return SCRIPTS.has(word)
    if (SCRIPTS.has(word)) this.#heldScript = true
    return word === 'EXEC' && this.#heldScript
  }
}
