/** A learner's page in a story: a real WebSocket that can be cut, and resumes as the page does. */
import WebSocket from 'ws'
import {
  PROTOCOL_VERSION,
  ServerMessage,
  type Ask,
  type Numbered,
  type SessionEvent,
} from '../protocol/index.ts'
import { LESSON, STEP } from './storyCourse.ts'

type Answer = Exclude<ServerMessage, { type: 'events' }>

/** A learner's identity, as the page's document gives it. */
export async function newLearner(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/api/lessons`)
  await answer.arrayBuffer()
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

export class Page {
  readonly origin: string
  readonly cookie: string
  /** The address that a proxy in front would name. */
  readonly #from: string | undefined
  readonly events: Numbered[] = []
  readonly answers: Answer[] = []
  /** Events of this session that it was told it does not get. */
  missing = 0
  closedWith: number | undefined
  #socket: WebSocket | undefined
  #session: string | undefined
  #id = 0
  #watchers = new Set<() => void>()

  constructor(origin: string, cookie: string, from?: string) {
    this.origin = origin
    this.cookie = cookie
    this.#from = from
  }

  static async open(origin: string, cookie?: string, from?: string): Promise<Page> {
    const page = new Page(origin, cookie ?? (await newLearner(origin)), from)
    await page.connect()
    return page
  }

  /** Connects and resolves with the welcome; goes on after the last event when there was one. */
  async connect(): Promise<Extract<Answer, { type: 'welcome' }>> {
    const proxied = this.#from === undefined ? {} : { 'x-forwarded-for': this.#from }
    const headers = { cookie: this.cookie, origin: this.origin, ...proxied }
    const socket = new WebSocket(`${this.origin.replace('http', 'ws')}/ws`, { headers })
    this.#socket = socket
    const before = this.answers.length
    socket.on('message', (data: Buffer) => {
      if (this.#socket === socket) this.#read(ServerMessage.parse(JSON.parse(data.toString())))
    })
    socket.on('close', (code) => {
      this.closedWith = code
      this.#changed()
    })
    socket.on('error', () => undefined)
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    const seq = this.events.at(-1)?.seq
    const seen =
      this.#session === undefined || seq === undefined
        ? {}
        : { seen: { session: this.#session, seq } }
    socket.send(JSON.stringify({ type: 'hello', version: PROTOCOL_VERSION, ...seen }))
    const welcome = await this.until(() =>
      this.answers.slice(before).find((answer) => answer.type === 'welcome'),
    )
    if (!welcome.resumed) {
      this.events.splice(0, before === 0 ? 0 : this.events.length)
      this.missing = 0
    }
    this.#session = welcome.session
    return welcome
  }

  /** The line is cut without a word; what is on its way is lost. */
  cut(): void {
    const socket = this.#socket
    this.#socket = undefined
    socket?.terminate()
  }

  /** Reads nothing any more, until it does again. */
  read(on: boolean): void {
    if (on) this.#socket?.resume()
    else this.#socket?.pause()
  }

  /** Sends a request; resolves with its answer. */
  ask(message: Ask): Promise<Answer> {
    const id = ++this.#id
    this.#socket?.send(JSON.stringify({ ...message, id }))
    return this.until(() => this.answers.findLast((answer) => 'id' in answer && answer.id === id))
  }

  /** Presses Run on one program, or on all; resolves with the number of the last run that it made. */
  async run(program?: string): Promise<number> {
    const before = this.all('run').length
    const what = program === undefined ? {} : { program }
    await this.ask({ type: 'run', lesson: LESSON, step: STEP, files: {}, ...what })
    return this.until(() => this.all('run').slice(before).at(-1)?.run)
  }

  /** Resolves with the first value that `look` gives, tried with everything that arrives. */
  until<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const watch = (): void => {
        const value = look()
        if (value === undefined) return
        this.#watchers.delete(watch)
        resolve(value)
      }
      this.#watchers.add(watch)
      watch()
    })
  }

  all<T extends SessionEvent['type']>(type: T): Extract<SessionEvent, { type: T }>[] {
    return this.events.flatMap(({ event }) =>
      event.type === type ? [event as Extract<SessionEvent, { type: T }>] : [],
    )
  }

  text(run: number, stream?: 'out' | 'err'): string {
    return this.all('output')
      .filter((event) => event.run === run)
      .flatMap(({ chunks }) => chunks.filter((chunk) => (stream ?? chunk.stream) === chunk.stream))
      .map((chunk) => chunk.text)
      .join('')
  }

  /** Resolves with why a run ended. */
  ended(run: number): Promise<unknown> {
    return this.until(() => {
      const last = this.all('state').findLast((event) => event.run === run)
      return last?.state.type === 'ended' ? last.state.reason : undefined
    })
  }

  says(run: number, words: string): Promise<true> {
    return this.until(() => (this.text(run).includes(words) ? true : undefined))
  }

  close(): void {
    this.#socket?.close()
  }

  #read(message: ServerMessage): void {
    if (message.type === 'events') {
      this.events.push(...message.events)
      this.missing += message.missing ?? 0
    } else this.answers.push(message)
    this.#changed()
  }

  #changed(): void {
    for (const watch of [...this.#watchers]) watch()
  }
}
