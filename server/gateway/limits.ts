/** Every cap at the door as data. A class of 60 behind one address stays below each of them. */

/** Per window: what is asked anew in the next one is answered again. Seconds. */
export const RATES = {
  /** Requests of one address: 60 pages of 40 files in a minute, and half as many again. */
  requests: { points: 4_000, duration: 60 },
  /** Requests of one learner. */
  learner: { points: 1_200, duration: 60 },
  /** New sockets of one address: 60 learners whose lines are cut five times a minute. */
  sockets: { points: 300, duration: 60 },
  /** Wrong access codes of one address: 60 learners who mistype twice, and hopeless for who guesses. */
  codes: { points: 120, duration: 900 },
  /** Kilobytes of shared code of an address: 20 pieces of each of 60 learners, of the usual size. */
  shared: { points: 20_000, duration: 24 * 3600 },
  /** The same while little room is left for all: nobody takes it from those who come later. */
  scarce: { points: 1_000, duration: 24 * 3600 },
  /** Codes of an address beyond that, right or wrong: one who guesses does not shut out a class, nor goes on as before. */
  lateCodes: { points: 6, duration: 60 },
} as const

/** At one time. */
export const AT_ONCE = {
  /** Connections of one address, sockets included: a browser opens six beside its socket. */
  connections: 1_000,
  /** WebSockets of one address: 60 learners with four tabs each, and some. */
  sockets: 250,
  /** WebSockets of one learner, tabs included. */
  tabs: 20,
  /** Files on their way to one learner, and to one address: each may be 16 MB that nobody reads for a minute. */
  downloads: 4,
  downloadsOfPlace: 20,
  /** Connections of all. */
  all: 4_000,
} as const

/** Of one request: bytes, and ms. */
export const REQUEST = {
  header: 16_384,
  headers: 100,
  body: 1_000_000,
  headersMs: 10_000,
  wholeMs: 20_000,
  /** Requests on one connection; browsers open another. A thousand sent at once would keep others waiting. */
  perConnection: 200,
  /** A connection on which nothing moves, in either direction. */
  silentMs: 60_000,
} as const

/** Of one WebSocket. */
export const SOCKET = {
  /** Frames of one message, and pieces of one frame that wait for the rest: many small ones cost more than their bytes. */
  fragments: 1_000,
  pieces: 4_096,
  /** Pings and pongs between two beats of ours; browsers send none unasked. */
  controls: 50,
} as const

export type LimitName =
  keyof typeof RATES | 'connections' | 'tabs' | 'crowd' | 'body' | 'controls' | 'downloads'

/** Told of each refusal; the name alone, never who. */
export type OnLimit = (name: LimitName) => void
