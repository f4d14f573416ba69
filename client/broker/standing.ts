/** Who is connected to the lab's Redis, and who listens to what: told from the tap alone. Pure. */
import type { Numbered, SessionEvent, TapEvent, Topic } from '../../server/protocol/index.ts'

/** What one connection listens to. */
export interface Listening {
  kind: Topic
  name: string
}

export interface Connected {
  connection: number
  program: string
  run: number | undefined
  /** Of its program; 2 is the program itself, undefined where it is not known. */
  process: number | undefined
  listens: readonly Listening[]
  /** What it did last, in words, and when, ms on the session's clock. */
  did: string
  since: number
}

/** By the connection's number, in the order in which they came. */
export type Standing = ReadonlyMap<number, Connected>

export const nobody: Standing = new Map()

/** Applies a frame's events in order; gives `standing` itself back when nothing changed. */
export function stand(standing: Standing, events: readonly Numbered[]): Standing {
  const draft = new Map(standing)
  let changed = false
  for (const { event } of events) changed = apply(draft, event) || changed
  return changed ? draft : standing
}

type Draft = Map<number, Connected>

/** True when something changed. */
function apply(draft: Draft, event: SessionEvent): boolean {
  switch (event.type) {
    case 'connected':
      draft.set(event.connection, arrived(event))
      return true
    case 'disconnected':
      return draft.delete(event.connection)
    case 'subscribed':
    case 'unsubscribed':
    case 'published':
    case 'delivered':
    case 'command':
    case 'error':
      return acted(draft, event)
    case 'lab':
      // Another lab: its connections are counted anew.
      if (event.lab.type === 'ready' || draft.size === 0) return false
      draft.clear()
      return true
    default:
      return false
  }
}

type Act = Extract<
  TapEvent,
  { type: 'subscribed' | 'unsubscribed' | 'published' | 'delivered' | 'command' | 'error' }
>

function arrived(event: Extract<TapEvent, { type: 'connected' }>): Connected {
  const { connection, program, run, process, at } = event
  return { connection, program, run, process, listens: [], did: 'connected', since: at }
}

function acted(draft: Draft, event: Act): boolean {
  // Its beginning is no longer in the log: what it does tells that it is there.
  const before = draft.get(event.connection) ?? {
    ...arrived({ ...event, type: 'connected' }),
  }
  draft.set(event.connection, {
    ...before,
    listens: listensAfter(before.listens, event),
    did: wordsOf(event),
    since: event.at,
  })
  return true
}

function listensAfter(listens: readonly Listening[], event: Act): readonly Listening[] {
  if (event.type !== 'subscribed' && event.type !== 'unsubscribed') return listens
  const { kind, channel: name } = event
  const others = listens.filter((one) => one.kind !== kind || one.name !== name)
  return event.type === 'subscribed' ? [...others, { kind, name }] : others
}

function wordsOf(event: Act): string {
  switch (event.type) {
    case 'subscribed':
      return `subscribed to ${event.channel}`
    case 'unsubscribed':
      return `left ${event.channel}`
    case 'published':
      return `published to ${event.channel}`
    case 'delivered':
      return `received from ${event.channel}`
    case 'command':
      return event.name
    default:
      return event.name === '' ? 'an error' : `${event.name}, an error`
  }
}

/** What somebody listens to, with the connections that do. */
export interface Heard extends Listening {
  by: readonly Connected[]
}

const ORDER: Record<Topic, number> = { channel: 0, pattern: 1, shard: 2 }

/** Channels, then patterns, then sharded channels, each by name. */
export function heardOf(standing: Standing): Heard[] {
  const found = new Map<string, Listening & { by: Connected[] }>()
  for (const one of standing.values())
    for (const { kind, name } of one.listens) {
      const key = `${kind} ${name}`
      const heard = found.get(key) ?? { kind, name, by: [] }
      heard.by.push(one)
      found.set(key, heard)
    }
  return [...found.values()].toSorted(
    (a, b) => ORDER[a.kind] - ORDER[b.kind] || a.name.localeCompare(b.name),
  )
}
