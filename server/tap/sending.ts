/** What is known of a command when it is sent: whether Redis will answer, when it will do it, what it may publish. */
import type { Command } from './commands.ts'
import type { Matching } from './matching.ts'
import type { Publish } from './publish.ts'
import { Silence, switchesReplies } from './silence.ts'

/** What is said after it depends on whether Redis did it. */
const SWITCHES = /^(HELLO|RESET|MONITOR)$/
const SCRIPTS = new Set(['EVAL', 'EVALSHA', 'FCALL'])

/** It may publish what the traffic does not show. */
export function isScript(word: string): boolean {
  return SCRIPTS.has(word)
}

interface Sent {
  readonly command: Command
  readonly publish: Publish | undefined
  /** Redis refuses it: the connection is subscribed, and it is no command for that. */
  readonly barred: 'no' | 'perhaps' | 'yes'
}

export class Sending {
  readonly #matching: Matching
  readonly #silence = new Silence()
  /** Since MULTI was sent: what EXEC will publish. */
  #held: Publish[] | undefined
  #heldScript = false
  #muddle: string | undefined
  /** The MULTI may have been refused. */
  #doubtful = false
  /** EXEC may do nothing: what is watched has changed, or a command was wrong. */
  #mayFail = false
  #watches = false

  constructor(matching: Matching) {
    this.#matching = matching
  }

  /** Why it can't be told any more which command a reply answers. */
  get muddle(): string | undefined {
    return this.#muddle
  }

  /** `unseen`: the caller calls `endUnseen` when it is answered. */
  take(
    { command, publish, barred }: Sent,
    at: number,
  ): { readonly silent: boolean; readonly unseen: boolean } {
    const silent = this.#silent(command, barred)
    const doubtful = barred !== 'no'
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

  #silent(command: Command, barred: Sent['barred']): boolean {
    const { word, count } = command
    const inMulti = this.#held !== undefined
    const silent = this.#silence.takes(command, barred === 'yes')
    if (switchesReplies(command)) {
      // It would silence the rest of EXEC's array, whose length is told before.
      if (inMulti) this.#muddle = 'CLIENT REPLY in a MULTI'
      else if (barred === 'perhaps') this.#muddle = 'CLIENT REPLY where it may be refused'
    }
    if (silent && SWITCHES.test(word)) this.#muddle = `${word} without a reply`
    const subscribes = word.endsWith('SUBSCRIBE')
    if (silent && subscribes && inMulti) this.#muddle = `${word} in a MULTI without replies`
    // Confirmations are pushes: they come in any case.
    return silent && !(subscribes && (count > 0 || word.endsWith('UNSUBSCRIBE')))
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
