/** Which learner a request of the studio's frame is of: the frame says so, and the cookie counts for nothing. */
import type { IncomingMessage } from 'node:http'

/** In the address of what a frame asks for; as long as any learner's name. */
const asked = /[?&]as=([\w-]{22})(?:&|$)/

/** From here on the request is that learner's. */
export function nameLearner(request: IncomingMessage): void {
  const [, learner] = asked.exec(request.url ?? '') ?? []
  if (learner !== undefined) request.headers.cookie = `learner=${learner}`
}
