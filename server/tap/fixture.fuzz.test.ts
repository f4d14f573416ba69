/** The model of Redis beside a real one: the same bytes to each connection, for the same commands. */
import { once } from 'node:events'
import fc from 'fast-check'
import { afterAll, expect } from 'vitest'
import { fuzz } from '../test/fuzz.ts'
import { RealRedis } from '../test/realRedis.ts'
import { commandBytes, RedisModel, SCRIPT, type Own } from './redis.fixture.ts'

type Words = readonly string[]

const redis = await RealRedis.start()
const control = redis.open()
const asked = await redis.send('INFO', 'server')
const [, major = '', minor = ''] =
  /redis_version:(\d+)\.(\d+)/.exec(await asked.says('redis_git_sha1')) ?? []
asked.end()
const own: Own = Number(`${major}.${minor}`) < 7.2 ? 'amid' : 'behind'

afterAll(async () => {
  control.destroy()
  await redis.stop()
})

const of = (...lines: string[]): Words[] => lines.map((line) => line.split(' '))
const command: fc.Arbitrary<Words> = fc.constantFrom(
  ...of('PUBLISH a x', 'PUBLISH ab x', 'PUBLISH ab y', 'SPUBLISH a x', 'SUBSCRIBE a'),
  ...of('SUBSCRIBE a', 'SUBSCRIBE ab', 'SUBSCRIBE a ab a', 'UNSUBSCRIBE a', 'UNSUBSCRIBE'),
  // One pattern: in which order those that match are served is not to be known.
  ...of('UNSUBSCRIBE a b', 'PSUBSCRIBE a*', 'PSUBSCRIBE a* a*', 'PUNSUBSCRIBE a*', 'PUNSUBSCRIBE'),
  ...of('SSUBSCRIBE a', 'SUNSUBSCRIBE a', 'SUNSUBSCRIBE', 'SUBSCRIBE', 'PING', 'NOPE'),
  ...of(
    'GET m',
    'LRANGE l 0 -1',
    'SET k 1',
    'WATCH k',
    'RPUSH jobs x',
    'BLPOP jobs 0',
    'MULTI',
    'MULTI',
  ),
  ...of('EXEC', 'EXEC', 'DISCARD', 'RESET', 'HELLO 3', 'HELLO 3', 'HELLO 2', 'MONITOR'),
  ...of('CLIENT REPLY ON', 'CLIENT REPLY OFF', 'CLIENT REPLY SKIP', 'CLIENT SETNAME me'),
  ...['0', '1', '2'].map((times) => ['EVAL', SCRIPT, '0', 'a', 'x', times]),
)
const group = fc.array(command, { minLength: 1, maxLength: 5 })
const sent = fc.record({
  client: fc.nat(2),
  words: fc.oneof(
    { weight: 2, arbitrary: group },
    { weight: 1, arbitrary: group.map((all) => [['MULTI'], ...all, ['EXEC']]) },
  ),
})

const HELLO =
  /([%*])(?:(?:7|14)\r\n\$6\r\nserver\r\n.*?modules\r\n\*(?:0|1\r\n.*?args\r\n\*0)|[12]\r\n\+server\r\n\+redis)\r\n/gs

/** What differs from run to run, or in words alone. */
function plain(text: string): string {
  return text
    .replaceAll(HELLO, '$1<hello>\r\n')
    .replaceAll(/^(-\w+)[^\r]*/gm, '$1')
    .replaceAll(/^\+\d+\.\d+ \[0 (lua|[A\d]).*?\]/gm, (_, by) => `+<${by === 'lua' ? by : 'A'}>`)
    .replaceAll(/(unsubscribe\r\n)\$\d+\r\n\w+\*?\r\n/g, '$1<one>')
}

/** Resolves when Redis has done all that was written to it before. */
async function done(): Promise<void> {
  for (let times = 0; times < 2; times++) {
    // One that MONITOR does not show.
    control.write(commandBytes(['CONFIG', 'GET', 'port']))
    let heard = ''
    while (!heard.endsWith(`\r\n${redis.port}\r\n`))
      heard += String((await once(control, 'data'))[0])
  }
}

async function told(...all: Words[]): Promise<void> {
  control.write(all.map(commandBytes).join(''))
  await done()
}

fuzz(
  { of: 'the model beside Redis', cases: 150 },
  'the same is sent to each connection',
  fc.asyncProperty(fc.array(sent, { maxLength: 12 }), async (all) => {
    const model = new RedisModel(3, own)
    const sockets = model.clients.map(() => redis.open().setEncoding('latin1').setNoDelay())
    const came = sockets.map((socket) => {
      const pieces: string[] = []
      socket.on('data', (text: string) => pieces.push(text))
      return pieces
    })
    await Promise.all(sockets.map((socket) => once(socket, 'connect')))
    await told(['FLUSHALL'], ['SET', 'm', 'message'], ['RPUSH', 'l', 'message', 'a', 'x'])
    for (const { client: index, words } of all) {
      const client = model.clients[index]
      if (client === undefined) continue
      for (const each of words) model.send(client, each)
      model.workAll(client)
      sockets[index]?.write(words.map(commandBytes).join(''))
      await done()
    }
    const ends = Promise.all(sockets.map((socket) => once(socket, 'close')))
    await told(['CLIENT', 'KILL', 'TYPE', 'normal'], ['CLIENT', 'KILL', 'TYPE', 'pubsub'])
    await ends
    expect(came.map((pieces) => plain(pieces.join('')))).toEqual(
      model.clients.map(({ wrote }) => plain(wrote)),
    )
  }),
)
