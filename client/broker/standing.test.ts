import { expect, test } from 'vitest'
import type { LabState, Numbered, SessionEvent } from '../../server/protocol/index.ts'
import { heardOf, nobody, stand } from './standing.ts'

function happened(...events: SessionEvent[]): Numbered[] {
  return events.map((event, index) => ({ seq: index + 1, at: index, event }))
}

const reader = { program: 'subscriber', run: 1, connection: 1 }
const other = { program: 'late', run: 2, connection: 2 }
const connected = { type: 'connected', at: 10, ...reader, process: 2 } as const
const chat = { channel: 'chat', kind: 'channel', count: 1 } as const

test('who connects is there until it disconnects', () => {
  const here = stand(nobody, happened(connected))
  expect([...here.values()]).toEqual([
    { ...reader, process: 2, listens: [], did: 'connected', since: 10 },
  ])
  const gone = happened({ type: 'disconnected', at: 20, ...reader, by: 'you' })
  expect(stand(here, gone).size).toBe(0)
})

test('what a connection did last is told with its time', () => {
  const standing = stand(
    nobody,
    happened(
      connected,
      { type: 'subscribed', at: 11, ...reader, ...chat },
      {
        type: 'delivered',
        at: 15,
        ...reader,
        channel: 'chat',
        kind: 'channel',
        message: 'x',
        size: 1,
      },
    ),
  )
  expect(standing.get(1)).toMatchObject({ did: 'received from chat', since: 15 })
})

test('channels are listed with all who listen to them, then patterns, then shards', () => {
  const standing = stand(
    nobody,
    happened(
      { type: 'subscribed', at: 1, ...reader, channel: 'z*', kind: 'pattern', count: 1 },
      { type: 'subscribed', at: 2, ...reader, channel: 'chat', kind: 'shard', count: 1 },
      { type: 'subscribed', at: 3, ...reader, ...chat },
      { type: 'subscribed', at: 4, ...other, ...chat },
    ),
  )
  expect(heardOf(standing).map(({ kind, name, by }) => [kind, name, by.length])).toEqual([
    ['channel', 'chat', 2],
    ['pattern', 'z*', 1],
    ['shard', 'chat', 1],
  ])
})

test('subscribing twice counts once, and leaving ends it', () => {
  const twice = stand(
    nobody,
    happened(
      { type: 'subscribed', at: 1, ...reader, ...chat },
      { type: 'subscribed', at: 2, ...reader, ...chat },
    ),
  )
  expect(heardOf(twice)).toMatchObject([{ name: 'chat', by: [{ connection: 1 }] }])
  const left = stand(twice, happened({ type: 'unsubscribed', at: 3, ...reader, ...chat, count: 0 }))
  expect(heardOf(left)).toEqual([])
  expect(left.get(1)?.did).toBe('left chat')
})

test('another lab begins with nobody', () => {
  const here = stand(nobody, happened(connected))
  expect(stand(here, happened({ type: 'lab', lab: { type: 'opening' } })).size).toBe(0)
})

test('a switch of Redis cuts nobody by itself: the tap tells who went', () => {
  const ready: LabState = {
    type: 'ready',
    python: '',
    redis: '',
    packages: {},
    limits: [],
    sandboxed: true,
    broker: 'stopped',
  }
  const here = stand(nobody, happened(connected))
  expect(stand(here, happened({ type: 'lab', lab: ready }))).toBe(here)
})
