// ioredis: one connection listens, one publishes, one does both in a MULTI; argv: the protocol, 2 or 3.
import { createRequire } from 'node:module'

const { Redis } = createRequire(process.argv[2])('ioredis')
const protocol = Number(process.argv[3])
const say = (by, type, fields) =>
  process.stdout.write(`${JSON.stringify({ by, type, ...fields })}\n`)
const payload = (message) => ({ message, size: Buffer.byteLength(message) })

const sub = new Redis({ protocol })
const pub = new Redis({ protocol })
let left = 43
const all = new Promise((resolve) => {
  const heard = (fields) => {
    say('sub', 'delivered', fields)
    if (--left === 0) resolve()
  }
  sub.on('message', (channel, message) => heard({ kind: 'channel', channel, ...payload(message) }))
  sub.on('pmessage', (pattern, channel, message) =>
    heard({ kind: 'pattern', channel, pattern, ...payload(message) }),
  )
})
await sub.subscribe('news', 'sport')
say('sub', 'subscribed', { kind: 'channel', channel: 'news', count: 1 })
say('sub', 'subscribed', { kind: 'channel', channel: 'sport', count: 2 })
await sub.psubscribe('s*')
say('sub', 'subscribed', { kind: 'pattern', channel: 's*', count: 3 })

const told = (channel, message, receivers) =>
  say('pub', 'published', { kind: 'channel', channel, receivers, ...payload(message) })
const many = Array.from({ length: 20 }, (_, number) => `message ${number}`)
// Not awaited one by one: ioredis sends them together.
const counts = await Promise.all(many.map((message) => pub.publish('sport', message)))
for (const [at, message] of many.entries()) told('sport', message, counts[at])
const done = await pub.multi().publish('news', 'one').set('k', 'v').publish('news', 'grüße').exec()
say('pub', 'command', { name: 'MULTI' })
told('news', 'one', done[0][1])
say('pub', 'command', { name: 'SET' })
told('news', 'grüße', done[2][1])
say('pub', 'command', { name: 'EXEC' })
told('nobody', 'lost', await pub.publish('nobody', 'lost'))
told('news', 'last', await pub.publish('news', 'last'))
await all
sub.disconnect()
pub.disconnect()
