/** WebSocket close codes: what each means, and whether the page should come back by itself. */
export const CloseCode = {
  /** The server stops or restarts: come back with back-off. */
  goingAway: 1001,
  /** First message was not `hello`, or its version is not ours: reload the page. */
  badHello: 4400,
  /** Too many malformed or oversized frames. Do not come back by yourself. */
  abuse: 4429,
  /** A frame above MAX_FRAME (sent by ws itself). */
  tooLarge: 1009,
  /** The learner cookie is missing or not ours: reload the page to get one. */
  noIdentity: 4401,
  /** Too many connections come from the page's network: come back with back-off. */
  crowded: 4430,
  /** The page did not read for too long: come back and resume. */
  tooSlow: 4408,
} as const
export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode]

/** Codes after which the page must not reconnect by itself. */
export const FATAL_CLOSE: ReadonlySet<number> = new Set([
  CloseCode.badHello,
  CloseCode.abuse,
  CloseCode.noIdentity,
])
