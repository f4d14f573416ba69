/** What is known of a command when it is sent: whether Redis will answer, when it will do it, what it may publish. */
import type { Command } from './commands.ts'
import type { Matching } from './matching.ts'
import type { Publish } from './publish.ts'
import { Silence } from './silence.ts'

const SCRIPTS = new Set(['EVAL', 'EVALSHA', 'FCALL'])

/** It may publish what the traffic does not show. */
export function isScript(word: string): boolean {
  return SCRIPTS.has(word)
}

interface Sent {
  readonly command: Command
  readonly publish: Publish | undefined
  /** Redis will probably not do it: the connection is subscribed, and it is no command for that. */
  readonly refused: boolean
  /** Redis may not do it. */
  readonly doubtful: boolean
}

export class Sending {
  readonly #matching: Matching
  readonly #silence = new Silence()
  /** Since MULTI was sent: what EXEC will publish. */
  #held: Publish[] | undefined
  #heldScript = false
  #muddled = false
  /** The MULTI may have been refused. */
  #doubtful = false
  /** EXEC may do nothing: what is watched has changed, or a command was wrong. */
  #mayFail = false
  #watches = false

  constructor(matching: Matching) {
    this.#matching = matching
  }

  /** True when the replies of a MULTI cannot be told from each other any more. */
  get muddled(): boolean {
    return this.#muddled
  }

  /** `unseen`: the caller calls `endUnseen` when it is answered. */
  take(
    { command, publish, refused, doubtful }: Sent,
    at: number,
  ): { readonly silent: boolean; readonly unseen: boolean } {
    const silent = this.#silent(command, refused)
    const script = this.#mayPublish(command)
    if (command.word === 'MULTI' && this.#held === undefined) {
      this.#doubtful = doubtful
      this.#mayFail = doubtful || this.#watches
    } else if (publish === undefined && command.word !== 'EXEC') this.#mayFail = true
    this.#watch(command)
    // A MULTI that was refused holds nothing back.
    const early = this.#doubtful && publish !== undefined ? [publish] : []
    const inMulti = this.#held !== undefined
    const out = [...early, ...this.#out(command, publish)]
    if (inMulti ? this.#mayFail : doubtful) for (const one of out) one.doubtful = true
    const unseen = script || (silent && out.length > 0)
    if (unseen) this.#matching.beginUnseen()
    if (unseen && silent) this.#matching.endUnseen(at)
    // One that is not answered stays unseen: nobody knows when it is done.
    if (!silent) for (const one of out) this.#matching.send(one, at)
    return { silent, unseen: unseen && !silent }
  }

  #watch({ word }: Command): void {
    if (word === 'WATCH') this.#watches = true
    if (/^(EXEC|DISCARD|UNWATCH|RESET)$/.test(word)) this.#watches = false
  }

  #silent(command: Command, refused: boolean): boolean {
    if (refused) return false
    if (this.#held !== undefined && command.word === 'CLIENT') {
      // It would silence the rest of EXEC's array, whose length is told before.
      if (/^(OFF|SKIP)$/i.test(command.args[1]?.head ?? '')) this.#muddled = true
      return false
    }
    // Confirmations are pushes: they come in any case.
    return this.#silence.takes(command) && !command.word.endsWith('SUBSCRIBE')
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
    if (this.#held === undefined) return isScript(word)
    if (isScript(word)) this.#heldScript = true
    return word === 'EXEC' && this.#heldScript
  }
}
