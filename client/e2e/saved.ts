/** Waiting until the server says that it has stored something of a learner's progress. */
import type { Page, WebSocket } from 'playwright-core'

/** Loads the page again: a new page has a new connection, so that it is seen from its beginning. */
export async function connectAnew(page: Page): Promise<WebSocket> {
  const connected = page.waitForEvent('websocket')
  await page.reload()
  return connected
}

/** Resolves with the answer to the first message that saves something with `part` in it. */
export async function whenStored(socket: WebSocket, part: string): Promise<string> {
  const idIn = (payload: string | Buffer): string | undefined => {
    const said = String(payload)
    return said.includes(part) ? /"id":(\d+)/.exec(said)?.[1] : undefined
  }
  const sent = await socket.waitForEvent('framesent', ({ payload }) => idIn(payload) !== undefined)
  const answer = await socket.waitForEvent('framereceived', ({ payload }) => {
    const said = String(payload)
    return said.includes('"saved"') && said.includes(`"id":${idIn(sent.payload)},`)
  })
  return String(answer.payload)
}
