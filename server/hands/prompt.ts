/**
 * The Redis prompt: lines go in, and what redis-cli would have shown comes out. It is raw on the wire, as redis-cli
 * is: a client library tells no status from a string, and no set from an array.
 *
 *   Prompt ── Link       for commands, kept from line to line: MULTI, SELECT, CLIENT hold
 *        └─── live Link  of one SUBSCRIBE or MONITOR, closed with it
 */
import type { PromptSaid } from '../protocol/index.ts'
import type { Open } from './client.ts'
import {
  NOT_CONNECTED,
  REFUSED,
  fresh,
  isConfirmed,
  isLive,
  isRaw,
  promptOf,
  remember,
  restoring,
} from './cli.ts'
import { Link } from './link.ts'
import type { Printed } from './printer.ts'
import { wordsOf } from './words.ts'

/** The line that is not over. */
type Going =
  /** `again`: its connection was lost, and it was sent on another. */
  | { readonly type: 'asked'; readonly words: readonly Buffer[]; readonly again: boolean }
  | { readonly type: 'live'; readonly link: Link }

/** `unasked`: what is printed answers nothing that was typed. */
type Say = (line: number, said: PromptSaid, unasked: boolean) => void

type By = Extract<PromptSaid, { type: 'over' }>['by']

const READING = 'Reading messages... (press Ctrl-C to quit)\n'

export class Prompt {
  readonly #open: Open
  readonly #say: Say
  #link: Link | undefined
  #known = fresh
  #going: Going | undefined
  #next = promptOf(fresh)
  /** What comes unasked for belongs to the last line. */
  #last = 0

  constructor(open: Open, say: Say) {
    this.#open = open
    this.#say = say
  }

  /** A line is not over yet. */
  get busy(): boolean {
    return this.#going !== undefined
  }

  /** Only when not busy. `line` is the number of this line. */
  type(line: number, text: string): void {
    const words = wordsOf(text)
    // In a transaction even SUBSCRIBE is only queued.
    const live = words !== undefined && isLive(words) && this.#known.before === undefined
    this.#last = line
    this.#say(line, { type: 'typed', before: this.#next, text, live }, false)
    if (words === undefined) {
      this.#print('Invalid argument(s)\n')
      this.#over('reply')
    } else if (words.length === 0) this.#over('reply')
    else if (live) this.#listen(words)
    else this.#ask(words, false)
  }

  /** Ends what is read or waited for; the connection of a command that waits goes with it. */
  stop(): void {
    const going = this.#going
    if (going === undefined) return
    if (going.type === 'live') going.link.close()
    else this.#unlink()
    this.#over('you')
  }

  /** The lab is gone. */
  dispose(): void {
    if (this.#going?.type === 'live') this.#going.link.close()
    this.#unlink()
    if (this.#going !== undefined) this.#over('lab')
  }

  #ask(words: readonly Buffer[], again: boolean): void {
    this.#going = { type: 'asked', words, again }
    this.#link ??= this.#connect()
    this.#link.send(words, isRaw(words))
  }

  /** Back to the database and the protocol of the connection before, as redis-cli goes. */
  #connect(): Link {
    const link = new Link(
      this.#open,
      {
        printed: (printed) => this.#came(printed),
        closed: (heard) => this.#lost(heard),
      },
      restoring(this.#known),
    )
    this.#known = { ...this.#known, before: undefined }
    return link
  }

  #came(printed: Printed): void {
    const going = this.#going
    const words = going?.type === 'asked' ? going.words : undefined
    const unasked = words === undefined || (printed.type === 'push' && !isConfirmed(words, printed))
    this.#print(printed.text, printed.leftOut, unasked)
    if (unasked) return
    this.#known = remember(this.#known, words, printed)
    this.#over('reply')
  }

  #listen(words: readonly Buffer[]): void {
    const [name] = words
    if (name?.toString().toLowerCase() !== 'monitor') this.#print(READING)
    const link = new Link(this.#open, {
      printed: ({ text, leftOut, type }) => {
        this.#print(text, leftOut)
        if (type !== 'error') return
        link.close()
        this.#over('reply')
      },
      closed: (heard) => this.#lost(heard),
    })
    this.#going = { type: 'live', link }
    link.send(words, false)
  }

  #lost(heard: boolean): void {
    const going = this.#going
    if (going?.type !== 'live') this.#unlink()
    // It was idle: the next line connects anew, and says so if it can't.
    if (going === undefined) return
    // As redis-cli: sent once more on a new connection before anything is said.
    if (going.type === 'asked' && heard && !going.again) return this.#ask(going.words, true)
    this.#print(heard ? 'Error: Server closed the connection\n' : REFUSED)
    this.#over('redis')
  }

  #unlink(): void {
    this.#link?.close()
    this.#link = undefined
    this.#known = { ...this.#known, before: undefined }
  }

  #print(text: string, leftOut = 0, unasked = false): void {
    const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`
    this.#say(this.#last, { type: 'printed', text: whole, leftOut }, unasked)
  }

  #over(by: By): void {
    this.#going = undefined
    this.#next = by === 'redis' ? NOT_CONNECTED : promptOf(this.#known)
    this.#say(this.#last, { type: 'over', next: this.#next, by }, false)
  }
}
