/** What happened on the wire, folded: channels with who listens, publishes, deliveries, commands. */
import { YOU } from '../../../server/protocol/index.ts'
import type { TapEvent, Topic } from '../../../server/protocol/index.ts'
import { insert } from './program.ts'
import type { Channel, Delivery, Owner, Payload, Publish } from './parts.ts'

/** Publishes that a delivery may still belong to. */
const RECENT = 4096

type Of<T extends TapEvent['type']> = Extract<TapEvent, { type: T }>
type Subscribed = Extract<TapEvent, { type: 'subscribed' | 'unsubscribed' }>

export class Broker {
  readonly channels = new Map<string, Channel>()
  /** What the learner published, oldest first. */
  readonly byHand: Publish[] = []
  readonly #byId = new Map<number, Publish>()
  /** Deliveries that came before their publish was told. */
  readonly #early = new Map<number, Delivery[]>()

  channel(kind: Topic, name: string): Channel {
    const key = `${kind} ${name}`
    const known = this.channels.get(key)
    if (known !== undefined) return known
    const made: Channel = {
      kind,
      name,
      publishes: [],
      deliveries: [],
      wire: [],
      subscribers: new Set(),
      last: 0,
    }
    this.channels.set(key, made)
    return made
  }

  publishOf(id: number): Publish | undefined {
    return this.#byId.get(id)
  }

  published(seq: number, event: Of<'published'>): void {
    const channel = this.channel(event.kind, event.channel)
    const publish: Publish = {
      type: 'publish',
      seq,
      at: event.at,
      id: event.id,
      by: ownerOf(event),
      channel,
      payload: payloadOf(event),
      receivers: event.receivers,
      ms: event.ms,
      deliveries: this.#early.get(event.id) ?? [],
      maybe: [],
    }
    this.#early.delete(event.id)
    insert(channel.publishes, publish)
    if (event.program === YOU) insert(this.byHand, publish)
    this.#byId.set(event.id, publish)
    this.#byId.delete(event.id - RECENT)
    channel.last = Math.max(channel.last, event.at)
  }

  delivered(seq: number, event: Of<'delivered'>): void {
    const name = event.kind === 'pattern' ? (event.pattern ?? event.channel) : event.channel
    const topic = this.channel(event.kind, name)
    const delivery: Delivery = {
      type: 'delivery',
      seq,
      at: event.at,
      to: ownerOf(event),
      topic,
      channel: event.channel,
      payload: payloadOf(event),
      of: event.of,
      oneOf: event.oneOf ?? [],
      ms: event.ms,
      thread: event.thread,
    }
    insert(topic.deliveries, delivery)
    topic.last = Math.max(topic.last, event.at)
    if (event.of !== undefined) this.#attach(event.of, delivery)
    for (const id of delivery.oneOf) this.#byId.get(id)?.maybe.push(delivery)
  }

  subscribed(seq: number, event: Subscribed): void {
    const channel = this.channel(event.kind, event.channel)
    if (event.type === 'subscribed') channel.subscribers.add(event.connection)
    else channel.subscribers.delete(event.connection)
    this.#count(channel, seq, event)
  }

  disconnected(seq: number, event: Of<'disconnected'>): void {
    for (const channel of this.channels.values())
      if (channel.subscribers.delete(event.connection)) this.#count(channel, seq, event)
  }

  /** Another lab: its Redis knows nobody. */
  restarted(at: number, seq: number): void {
    this.#byId.clear()
    this.#early.clear()
    for (const channel of this.channels.values()) {
      if (channel.subscribers.size === 0) continue
      channel.subscribers.clear()
      channel.wire.push({ at, seq, count: 0, of: { program: '', run: undefined, connection: 0 } })
    }
  }

  #attach(id: number, delivery: Delivery): void {
    const publish = this.#byId.get(id)
    if (publish !== undefined) publish.deliveries.push(delivery)
    else if (this.#early.size < RECENT)
      this.#early.set(id, [...(this.#early.get(id) ?? []), delivery])
  }

  #count(channel: Channel, seq: number, event: Subscribed | Of<'disconnected'>): void {
    const { size: count } = channel.subscribers
    insert(channel.wire, { at: event.at, seq, count, of: ownerOf(event) })
    channel.last = Math.max(channel.last, event.at)
  }
}

export function ownerOf(event: {
  program: string
  run?: number | undefined
  connection: number
}): Owner {
  return { program: event.program, run: event.run, connection: event.connection }
}

function payloadOf(event: {
  message: string
  size: number
  binary?: boolean | undefined
}): Payload {
  return { text: event.message, size: event.size, binary: event.binary === true }
}
