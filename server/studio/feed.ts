/** Tells every open studio page what is new, as server-sent events; a page that comes is told how things stand. */
import type { ServerResponse } from 'node:http'
import type { StudioEvent } from '../protocol/studio.ts'

export class Feed {
  readonly #open = new Set<ServerResponse>()

  /** `now`: what a page must know to begin with. */
  join(response: ServerResponse, now: readonly StudioEvent[]): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    this.#open.add(response)
    response.on('close', () => this.#open.delete(response))
    for (const event of now) write(response, event)
  }

  tell(event: StudioEvent): void {
    for (const response of this.#open) write(response, event)
  }

  dispose(): void {
    for (const response of this.#open) response.end()
    this.#open.clear()
  }
}

function write(response: ServerResponse, event: StudioEvent): void {
  response.write(`data: ${JSON.stringify(event)}\n\n`)
}
