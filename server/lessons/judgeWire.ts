/** Judges what was seen on the wire to Redis: subscriptions, publishes, deliveries, losses, commands. */
import type { TapEvent } from '../protocol/index.ts'
import { wireFacts } from './claim.ts'
import type { Claim, Observation, WireClaim } from './claim.ts'
import type { Part, Start } from './part.ts'
import { matcher, moment, quoted, times } from './told.ts'

const facts: ReadonlySet<string> = new Set(wireFacts)

export function isWire(claim: Claim): claim is WireClaim {
  return facts.has(claim.fact)
}

type Wire = Exclude<TapEvent, { type: 'dropped' }>

function isWireEvent(observation: Observation): observation is Wire {
  return facts.has(observation.type)
}

function channelOf(event: Wire): string | undefined {
  if (!('channel' in event)) return undefined
  return event.type === 'delivered' ? (event.pattern ?? event.channel) : event.channel
}

/** Whether an event is the claimed one but for its number of receivers. */
function meets(claim: WireClaim, message: (text: string) => boolean, event: Wire): boolean {
  if (event.type !== claim.fact) return false
  if (claim.of !== undefined && event.program !== claim.of) return false
  if (claim.channel !== undefined) {
    const named = 'channel' in event && event.channel === claim.channel
    if (!named && channelOf(event) !== claim.channel) return false
  }
  if (claim.message !== undefined && !('message' in event && message(event.message))) return false
  if (claim.name !== undefined && !('name' in event && event.name === claim.name)) return false
  if (claim.args !== undefined) {
    if (!('args' in event)) return false
    if (claim.args.some((word, at) => event.args[at] !== word)) return false
  }
  return claim.has === undefined || (event.type === 'error' && event.say.includes(claim.has))
}

function within(count: WireClaim['receivers'], event: Wire): boolean {
  if (count === undefined || event.type !== 'published') return true
  return event.receivers >= count.min && event.receivers <= count.max
}

const passive: Readonly<Record<WireClaim['fact'], string>> = {
  connected: 'nobody connected',
  disconnected: 'no connection closed',
  subscribed: 'nobody subscribed',
  unsubscribed: 'no subscription ended',
  published: 'nothing was published',
  delivered: 'nothing was delivered',
  lost: 'no message was lost',
  command: 'no such command was sent',
  error: 'Redis answered no error',
}

/** What was seen, as a sentence without its time. */
function inOneSentence(event: Wire): string {
  const who = event.program === '' ? 'a program' : event.program
  switch (event.type) {
    case 'connected':
      return `${who} connected to Redis`
    case 'disconnected':
      return `${who} closed its connection`
    case 'subscribed':
      return `${who} subscribed to ${event.channel}`
    case 'unsubscribed':
      return `${who} unsubscribed from ${event.channel}`
    case 'published':
      return `${quoted(event.message)} was published to ${event.channel}`
    case 'delivered':
      return `${quoted(event.message)} reached ${who} from ${event.channel}`
    case 'lost':
      return `${quoted(event.message)} to ${event.channel} was lost`
    case 'command':
      return `${who} sent ${event.name}`
    case 'error':
      return `Redis answered ${who}: ${quoted(event.say)}`
  }
}

/** Remembers what explains a claim that did not come about. */
class Around {
  readonly #claim: WireClaim
  readonly #start: Start
  /** By channel: the connections that listen to it now. */
  readonly #listening = new Map<string, Set<number>>()
  /** The nearest thing that was seen instead. */
  #near: Wire | undefined
  /** What is to be said of the last publish that nobody received: as it was then. */
  #missed: string | undefined

  constructor(claim: WireClaim, start: Start) {
    this.#claim = claim
    this.#start = start
  }

  see(event: Wire): void {
    const { channel, fact } = this.#claim
    const here = channel === undefined || channelOf(event) === channel
    this.#count(event)
    if (event.type === 'published' && here && event.receivers === 0)
      this.#missed = this.#publish(event)
    // The same thing on the right channel explains more than the same thing elsewhere.
    if (event.type === fact && (here || this.#near === undefined)) this.#near = event
  }

  told(): string {
    const { fact } = this.#claim
    const missed = fact === 'delivered' || fact === 'published' ? this.#missed : undefined
    if (missed !== undefined) return missed
    const near = this.#near
    if (near === undefined) return passive[fact]
    const at = `at ${moment(near.at, this.#start.at)}`
    if (near.type === 'published' && channelOf(near) === (this.#claim.channel ?? near.channel)) {
      if (this.#claim.receivers !== undefined) return this.#publish(near)
      return `${quoted(near.message)} was published ${at}`
    }
    return `${inOneSentence(near)} ${at}`
  }

  #count(event: Wire): void {
    if (event.type === 'disconnected')
      for (const listening of this.#listening.values()) listening.delete(event.connection)
    if (event.type !== 'subscribed' && event.type !== 'unsubscribed') return
    const listening = this.#listening.get(event.channel) ?? new Set()
    this.#listening.set(event.channel, listening)
    if (event.type === 'subscribed') listening.add(event.connection)
    else listening.delete(event.connection)
  }

  #publish({ at, receivers, channel }: Extract<Wire, { type: 'published' }>): string {
    const returned = `PUBLISH returned ${receivers} at ${moment(at, this.#start.at)}`
    if (receivers > 0) return returned
    const listening = this.#listening.get(channel)
    if (listening === undefined) return `${returned}: nobody had subscribed yet`
    return listening.size > 0
      ? `${returned}: nobody was subscribed at that moment`
      : `${returned}: nobody was subscribed any more`
  }
}

export function decideWire(claim: WireClaim, start: Start): Part {
  const message = claim.message ? matcher(claim.message) : () => true
  const { min, max } = claim.times
  const around = new Around(claim, start)
  let seen = 0
  let last: Wire | undefined
  return {
    see(observation) {
      if (!isWireEvent(observation)) return 'open'
      around.see(observation)
      if (!meets(claim, message, observation) || !within(claim.receivers, observation))
        return 'open'
      seen += 1
      last = observation
      if (seen > max) return 'broken'
      return seen >= min && max === Infinity ? 'held' : 'open'
    },
    end: () => (seen >= min && seen <= max ? 'held' : 'broken'),
    told() {
      if (!last) return around.told()
      const when = moment(last.at, start.at)
      if (last.type === 'published' && seen === 1)
        return `PUBLISH returned ${last.receivers} at ${when}`
      if (seen > 1) return `seen ${times(seen)}, the last at ${when}`
      return `${inOneSentence(last)} at ${when}`
    },
  }
}
