/** The prompt beside the real redis-cli, on one real Redis: what it shows is equal, byte for byte. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../config.ts'
import type { PromptSaid } from '../protocol/index.ts'
import { RealRedis } from '../test/realRedis.ts'
import { Prompt } from './prompt.ts'

let redis: RealRedis
beforeAll(async () => {
  redis = await RealRedis.start('--enable-debug-command', 'yes')
})
afterAll(() => redis.stop())

/** A learner at the prompt. */
class Typist {
  readonly said: PromptSaid[] = []
  readonly prompt: Prompt
  #line = 0
  #heard: () => void = () => {}

  constructor(open = redis.open) {
    this.prompt = new Prompt(open, (_, said) => {
      this.said.push(said)
      this.#heard()
    })
    onTestFinished(() => this.prompt.dispose())
  }

  type(text: string): void {
    this.said.length = 0
    this.prompt.type(++this.#line, text)
  }

  /** Types a line and waits until it is over; what was shown. */
  async ask(text: string): Promise<string> {
    this.type(text)
    await this.until(() => this.over !== undefined)
    return this.shown
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => (this.#heard = resolve))
  }

  get shown(): string {
    return this.said.map((said) => (said.type === 'printed' ? said.text : '')).join('')
  }

  get over(): Extract<PromptSaid, { type: 'over' }> | undefined {
    return this.said.find((said) => said.type === 'over')
  }
}

/** All that redis-cli shows for these lines, one after the other on one connection. */
async function redisCli(lines: readonly string[], ...flags: string[]): Promise<string> {
  const { redisServer, libraries } = readConfig([], {}).paths
  const cli = path.join(path.dirname(redisServer), 'redis-cli')
  const child = spawn(cli, ['-p', `${redis.port}`, '--no-raw', ...flags], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: libraries === undefined ? process.env : { ...process.env, LD_LIBRARY_PATH: libraries },
  })
  child.stdin.end(lines.map((line) => `${line}\n`).join(''))
  const pieces: Buffer[] = []
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece))
  await once(child, 'close')
  return Buffer.concat(pieces).toString()
}

/** What it shows for each line. Three more of its own words part them: an ECHO would be queued in a transaction. */
async function shownFor(lines: readonly string[], ...flags: string[]): Promise<string[]> {
  const parted = lines.flatMap((line) => [line, '"', '"', '"'])
  return (await redisCli(parted, ...flags)).split(SAID.repeat(3)).slice(0, -1)
}

const SAID = 'Invalid argument(s)\n'

const LINES = [
  'PING',
  'ping "with a word"',
  'SET greeting "hello \\"you\\" \\x41\\xff\\n\\r\\t\\a\\b \\\\ end"',
  'GET greeting',
  "SET single 'it\\'s \\n'",
  'GET single',
  'SET café été',
  'GET café',
  'GET nothing',
  'SET greeting',
  'NOSUCH command',
  'INCR greeting',
  'INCR n',
  'DECRBY n 10',
  'INCRBYFLOAT n 0.5',
  'STRLEN greeting',
  'EXISTS n nothing',
  'RPUSH list a b c d e f g h i j k',
  'LRANGE list 0 -1',
  'LRANGE list 5 1',
  'LPOP list 2',
  'HSET hash field value second 2',
  'HGETALL hash',
  'HGETALL nothing',
  'HMGET hash field nothing second',
  'HSCAN hash 0',
  'SADD set a',
  'SMEMBERS set',
  'SMEMBERS nothing',
  'SISMEMBER set a',
  'ZADD z 1.5 one 2 two 1e30 far',
  'ZRANGE z 0 -1 WITHSCORES',
  'ZSCORE z one',
  'ZSCORE z nobody',
  'ZINCRBY z 0.1 one',
  'XADD stream 1-1 field value other "a b"',
  'XADD stream 1-2 field value',
  'XRANGE stream - +',
  'XREAD COUNT 5 STREAMS stream 0',
  'XINFO STREAM stream',
  'GEOADD places 13.361389 38.115556 Palermo',
  'GEOPOS places Palermo nobody',
  'TYPE z',
  'TTL greeting',
  "EVAL \"return {1,{2,{3,'x'},{}},false,redis.status_reply('FINE'),'y'}\" 0",
  'EVAL "return redis.error_reply(\'MINE own words\')" 0',
  'EVAL "return {1,redis.error_reply(\'MINE inside\')}" 0',
  'COMMAND INFO get nosuch',
  'COMMAND COUNT extra',
  'CONFIG GET maxmemory*',
  'CONFIG GET nothing',
  'OBJECT ENCODING list',
  'PUBLISH news hello',
  'PUBSUB CHANNELS',
  'PUBSUB NUMSUB a b',
  'CLIENT GETNAME',
  'CLIENT SETNAME me',
  'CLIENT GETNAME',
  'CLIENT NO-EVICT maybe',
  'CLIENT LIST nobody',
  'INFO keyspace',
  'MEMORY DOCTOR',
  'LATENCY DOCTOR',
  'LATENCY LATEST',
  'SLOWLOG GET 0',
  'ACL WHOAMI',
  'MULTI',
  'SET in transaction',
  'GET in',
  'NOSUCH',
  'EXEC',
  'MULTI',
  'SET in transaction',
  'GET in',
  'HGETALL hash',
  'EXEC',
  'WATCH in',
  'MULTI',
  'DISCARD',
  'DISCARD',
  'SELECT 3',
  'GET in',
  'SELECT 99',
  'SELECT 0',
  'DEBUG PROTOCOL string',
  'DEBUG PROTOCOL integer',
  'DEBUG PROTOCOL double',
  'DEBUG PROTOCOL null',
  'DEBUG PROTOCOL array',
  'DEBUG PROTOCOL set',
  'DEBUG PROTOCOL map',
  'DEBUG PROTOCOL verbatim',
  'DEBUG PROTOCOL true',
  'DEBUG PROTOCOL false',
]

const NESTED_RESP3 = [
  'HELLO 3',
  'EVAL "redis.setresp(3); return {double=3.25}" 0',
  'EVAL "redis.setresp(3); return {map={a={1,2,{3}},b={map={c={set={x=true}}}}}}" 0',
  'EVAL "redis.setresp(3); return {1,{set={}},{map={}},true,false}" 0',
  // What HELLO tells of the modules that Redis 8 has in it.
  'EVAL "redis.setresp(3); return {map={a={{map={b={},c={1},d={{1,2}}}}}}}" 0',
  'EVAL "redis.setresp(3); return {1,{map={a={map={b={{{1,{map={c={1,2}}}}}}}}}}}" 0',
  'EVAL "redis.setresp(3); return {map={a={{{1}}}}}" 0',
  'EVAL "redis.setresp(3); return {map={a={map={[{1,2}]={3,4}}},b={map={[{1,2}]=3}}}}" 0',
  'EVAL "redis.setresp(3); return {map={a={map={[{map={b={1,2}}}]={3}}}}}" 0',
  'HELLO 2',
  'HGETALL hash',
  'HELLO 4',
]

/** What differs from run to run: identities and clocks. */
function steady(text: string): string {
  return text.replace(/("id"(?: =>|\n +8\)) \(integer\)) \d+/, '$1')
}

const UNBALANCED = [`GET "open`, `GET "glued"to`, `GET 'open`, `SET it 'it''s'`, `GET "\\"`]

test('both refuse what is out of balance', async () => {
  expect(await redisCli(UNBALANCED)).toBe(SAID.repeat(UNBALANCED.length))
  const typist = new Typist()
  for (const line of UNBALANCED) expect(await typist.ask(line)).toBe(SAID)
})

describe.each([[[]], [['-3']]])('redis-cli %s', (flags) => {
  test('shows the same for every line', async () => {
    await redis.ask('FLUSHALL')
    const resp3 = flags.length > 0
    const lines = resp3 ? [...LINES, ...NESTED_RESP3] : LINES
    const shown = await shownFor(lines, ...flags)
    await redis.ask('FLUSHALL')
    const typist = new Typist()
    if (resp3) await typist.ask('HELLO 3')
    for (const [index, line] of lines.entries()) {
      const expected = steady(shown[index] ?? '')
      const own = steady(await typist.ask(line))
      // Raw text may end without a line end; ours goes on with a line of its own.
      const closed = expected === '' || expected.endsWith('\n') ? expected : `${expected}\n`
      expect(`${line}: ${own}`).toBe(`${line}: ${closed}`)
    }
  })
})

describe('the prompt', () => {
  test('shows the database, the transaction and a lost connection before the next line', async () => {
    const typist = new Typist()
    const next = async (line: string): Promise<string | undefined> => {
      await typist.ask(line)
      return typist.over?.next
    }
    expect(await next('SELECT 2')).toBe('127.0.0.1:6379[2]>')
    expect(await next('MULTI')).toBe('127.0.0.1:6379[2](TX)>')
    expect(await next('SELECT 1')).toBe('127.0.0.1:6379[1](TX)>')
    expect(await next('DISCARD')).toBe('127.0.0.1:6379[2]>')
    expect(await next('RESET')).toBe('127.0.0.1:6379>')
    expect(await next('CLIENT KILL TYPE normal SKIPME no')).toBe('127.0.0.1:6379>')
  })

  test('goes back to its database and protocol when its connection was lost', async () => {
    const typist = new Typist()
    await typist.ask('SELECT 2')
    await typist.ask('HELLO 3')
    const id = /\d+/.exec(await typist.ask('CLIENT ID'))?.[0] ?? ''
    await redis.ask('CLIENT', 'KILL', 'ID', id)
    await typist.ask('PING')
    expect(await typist.ask('CLIENT INFO')).toMatch(/ db=2 .* resp=3/)
  })

  test('a blocking command is waited for, and can be stopped', async () => {
    const typist = new Typist()
    typist.type('BLPOP nothing 0')
    expect(typist.prompt.busy).toBe(true)
    typist.prompt.stop()
    expect(typist.over).toEqual({ type: 'over', by: 'you', next: '127.0.0.1:6379>' })
    expect(await typist.ask('PING')).toBe('PONG\n')
  })

  test.each([
    ['SUBSCRIBE', 'news', 'channel'],
    ['PSUBSCRIBE', 'n*', 'pattern'],
  ])('%s is a stream on a connection of its own', async (command, name) => {
    const typist = new Typist()
    await typist.ask('MULTI')
    await typist.ask('DISCARD')
    typist.type(`${command} ${name}`)
    await typist.until(() => typist.shown.includes('(integer) 1'))
    expect(typist.shown).toBe(
      `Reading messages... (press Ctrl-C to quit)\n1) "${command.toLowerCase()}"\n2) "${name}"\n3) (integer) 1\n`,
    )
    expect(await redis.ask('PUBLISH', 'news', 'to \xff you')).toBe(':1\r\n')
    await typist.until(() => typist.shown.includes('you"'))
    expect(typist.shown).toContain('"to \\xc3\\xbf you"')
    typist.prompt.stop()
    expect(typist.over?.by).toBe('you')
    expect(await typist.ask('PUBLISH news gone')).toBe('(integer) 0\n')
  })

  test.each(['UNSUBSCRIBE', 'PUNSUBSCRIBE news.*', 'SUNSUBSCRIBE orders', 'unsubscribe a b'])(
    'in RESP3 %s is over with its confirmation',
    async (line) => {
      const typist = new Typist()
      await typist.ask('HELLO 3')
      const word = line.split(' ')[0]?.toLowerCase() ?? ''
      expect(await typist.ask(line)).toMatch(`1) "${word}"\n`)
      expect(typist.over?.by).toBe('reply')
      expect(await typist.ask('ECHO next')).toContain('"next"\n')
    },
  )

  test('in RESP3 a message is no confirmation', async () => {
    const ways: Socket[] = []
    const typist = new Typist(() => {
      const way = redis.open()
      ways.push(way)
      return way
    })
    await typist.ask('HELLO 3')
    typist.type('UNSUBSCRIBE')
    ways[0]?.emit('data', Buffer.from('>3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n'))
    expect([typist.shown, typist.over]).toEqual(['1) "message"\n2) "a"\n3) "x"\n', undefined])
    await typist.until(() => typist.over !== undefined)
    expect(typist.shown).toContain('"unsubscribe"')
  })

  test('SSUBSCRIBE is a stream, too', async () => {
    const typist = new Typist()
    typist.type('SSUBSCRIBE orders')
    await typist.until(() => typist.shown.includes('(integer) 1'))
    await redis.ask('SPUBLISH', 'orders', 'one')
    await typist.until(() => typist.shown.includes('"one"'))
    expect(typist.shown).toContain('1) "smessage"\n2) "orders"\n3) "one"\n')
    typist.prompt.stop()
  })

  test('a stream that Redis refuses is over', async () => {
    const shown = await new Typist().ask('SUBSCRIBE')
    expect(shown).toContain("(error) ERR wrong number of arguments for 'subscribe' command\n")
  })

  test('MONITOR shows what the learner does, and nothing of ours', async () => {
    const typist = new Typist()
    const other = new Typist()
    await other.ask('SELECT 1')
    typist.type('MONITOR')
    await typist.until(() => typist.shown.startsWith('OK'))
    await other.ask('SET key "a value"')
    await other.ask('HELLO 3')
    await typist.until(() => typist.shown.includes('HELLO'))
    const commands = typist.shown
      .split('\n')
      .map((line) => line.replace(/^[\d.]+ \[(\d) .*?\] /, '$1 '))
    expect(commands).toEqual(['OK', '1 "SET" "key" "a value"', '1 "HELLO" "3"', ''])
  })

  test('a Redis that dies in the middle, and comes back', async () => {
    const typist = new Typist()
    await typist.ask('PING')
    typist.type('BLPOP nothing 0')
    await redis.down()
    await typist.until(() => typist.over !== undefined)
    const refused = 'Could not connect to Redis at 127.0.0.1:6379: Connection refused\n'
    expect(typist.shown).toBe(refused)
    expect(typist.over).toMatchObject({ by: 'redis', next: 'not connected>' })
    expect(await typist.ask('PING')).toBe(refused)
    await redis.up()
    expect(await typist.ask('PING')).toBe('PONG\n')
    expect(typist.over?.next).toBe('127.0.0.1:6379>')
  })

  test('a stream ends with its Redis', async () => {
    const typist = new Typist()
    typist.type('SUBSCRIBE news')
    await typist.until(() => typist.shown.includes('(integer) 1'))
    await redis.down()
    await typist.until(() => typist.over !== undefined)
    expect(typist.shown).toMatch(/Error: Server closed the connection\n$/)
    await redis.up()
  })

  test('a reply of any size is shown as far as it can be read', async () => {
    const typist = new Typist()
    await typist.ask("EVAL \"for i=1,5000 do redis.call('RPUSH', 'long', i) end\" 0")
    await typist.ask('LRANGE long 0 -1')
    const printed = typist.said.find((said) => said.type === 'printed')
    expect(printed).toMatchObject({ leftOut: 4_000 })
    expect(typist.shown.split('\n').slice(-3)).toEqual([' 999) "999"', '1000) "1000"', ''])
    await typist.ask('SETRANGE big 5000000 x')
    expect(await typist.ask('GET big')).toMatch(/\\x00"\.\.\. and 4,983,617 bytes more\n$/)
    expect(await typist.ask('PING')).toBe('PONG\n')
  })

  test('what is no reply ends the connection, not the server', async () => {
    const typist = new Typist(() => {
      const way = redis.open()
      way.once('connect', () => way.emit('data', Buffer.from('HTTP/1.1 200 OK\r\n')))
      return way
    })
    expect(await typist.ask('PING')).toBe('Error: Server closed the connection\n')
  })
})
