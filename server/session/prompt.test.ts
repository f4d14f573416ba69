import { expect, test } from 'vitest'
import type { PromptSaid } from '../protocol/index.ts'
import { SmallRedis } from '../test/smallRedis.ts'
import type { Tab } from '../test/tab.ts'
import { Visit } from '../test/visit.ts'
import { STREAM } from './transcript.ts'

/** Knows PING, says nothing to BLPOP, and confirms a subscription. */
function answer(heard: string): string {
  if (heard.includes('PING')) return '+PONG\r\n'
  if (heard.includes('SUBSCRIBE')) return '*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n'
  if (heard.includes('LONG')) return `$60000\r\n${'x'.repeat(60_000)}\r\n`
  if (heard.includes('COMMAND'))
    return '*2\r\n$4\r\nping\r\n*2\r\n$7\r\nsummary\r\n$8\r\nAnswers.\r\n'
  return ''
}

async function atPrompt(): Promise<{ visit: Visit; tab: Tab; redis: SmallRedis }> {
  const visit = new Visit()
  const tab = await visit.open()
  const redis = new SmallRedis(answer)
  visit.lab.way = redis.open
  return { visit, tab, redis }
}

function said(tab: Tab): PromptSaid[] {
  return tab.all('prompt').map((event) => event.said)
}

async function type(visit: Visit, tab: Tab, text: string): Promise<void> {
  tab.say({ type: 'prompt', id: 1, text })
  await visit.time.pass(20)
}

const PING: PromptSaid[] = [
  { type: 'typed', before: '127.0.0.1:6379>', text: 'PING', live: false },
  { type: 'printed', text: 'PONG\n', leftOut: 0 },
  { type: 'over', next: '127.0.0.1:6379>', by: 'reply' },
]

test('[HAND5] a line and what came of it is told to all tabs, and replayed', async () => {
  const { visit, tab } = await atPrompt()
  const beside = await visit.open()
  await type(visit, tab, 'PING')
  expect(said(tab)).toEqual(PING)
  expect(said(beside)).toEqual(PING)
  expect(said(await visit.open())).toEqual(PING)
  await type(visit, tab, 'PING')
  expect(tab.all('prompt').map(({ line }) => line)).toEqual([1, 1, 1, 2, 2, 2])
})

test('[HAND5] the first line opens a lab, and waits for it', async () => {
  const visit = new Visit()
  visit.pool.warm = 0
  const tab = await visit.open()
  await type(visit, tab, 'PING')
  expect(said(tab)).toEqual([])
  visit.pool.give()
  visit.lab.way = new SmallRedis(answer).open
  await visit.time.pass(20)
  expect(said(tab)).toEqual(PING)
})

test('[HAND6] one line at a time, until it is stopped', async () => {
  const { visit, tab, redis } = await atPrompt()
  await type(visit, tab, 'BLPOP list 0')
  await type(visit, tab, 'PING')
  expect(tab.got('refused')).toMatchObject([{ code: 'out-of-turn' }])
  tab.say({ type: 'stopPrompt', id: 2 })
  await visit.time.pass(20)
  expect(said(tab).at(-1)).toMatchObject({ type: 'over', by: 'you' })
  expect(redis.ways).toBe(0)
  tab.say({ type: 'stopPrompt', id: 3 })
  await type(visit, tab, 'PING')
  expect(said(tab).at(-2)).toMatchObject({ text: 'PONG\n' })
  expect(said(tab).filter(({ type: kind }) => kind === 'over')).toHaveLength(2)
})

test('[HAND6] a line that waits for its lab is stopped, too', async () => {
  const visit = new Visit()
  visit.pool.warm = 0
  const tab = await visit.open()
  await type(visit, tab, 'BLPOP list 0')
  tab.say({ type: 'stopPrompt', id: 2 })
  await visit.time.pass(20)
  visit.pool.give()
  visit.lab.way = new SmallRedis(answer).open
  await visit.time.pass(20)
  expect(said(tab).at(-1)).toMatchObject({ type: 'over', by: 'you' })
  expect(tab.got('refused')).toEqual([])
})

test('[HAND6] the end of the lab ends a line', async () => {
  const { visit, tab } = await atPrompt()
  await type(visit, tab, 'BLPOP list 0')
  visit.lab.dispose()
  await visit.time.pass(20)
  expect(said(tab).at(-1)).toMatchObject({ type: 'over', by: 'lab' })
})

test('[HAND7] a stream has a connection of its own, which ends with it', async () => {
  const { visit, tab, redis } = await atPrompt()
  await type(visit, tab, 'PING')
  await type(visit, tab, 'SUBSCRIBE news')
  expect(redis.ways).toBe(2)
  await visit.time.pass(STREAM.everyMs)
  redis.send('*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$2\r\nhi\r\n')
  await visit.time.pass(STREAM.everyMs)
  expect(said(tab).at(-1)).toMatchObject({ text: '1) "message"\n2) "news"\n3) "hi"\n' })
  tab.say({ type: 'stopPrompt', id: 2 })
  await visit.time.pass(20)
  expect(redis.ways).toBe(1)
})

test('[HAND7] a flood is told in part, and how much was left out', async () => {
  const { visit, tab, redis } = await atPrompt()
  await type(visit, tab, 'SUBSCRIBE news')
  await visit.time.pass(STREAM.everyMs)
  const before = said(tab).length
  redis.send('+line\r\n'.repeat(1_000))
  await visit.time.pass(STREAM.everyMs)
  const told = said(tab)
    .slice(before)
    .flatMap((one) => (one.type === 'printed' ? [one] : []))
  const lines = told.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0)
  const leftOut = told.reduce((sum, one) => sum + one.leftOut, 0)
  expect(told.length).toBeLessThanOrEqual(2)
  expect(lines).toBeLessThanOrEqual(2 * STREAM.lines)
  expect(lines + leftOut).toBe(1_000)
})

test('[HAND7] what does not fit is left out with all that comes after it', async () => {
  const { visit, tab, redis } = await atPrompt()
  await type(visit, tab, 'SUBSCRIBE news')
  await visit.time.pass(STREAM.everyMs)
  redis.send(`${'+line\r\n'.repeat(STREAM.lines - 1)}*2\r\n+a\r\n+b\r\n+late\r\n`)
  await visit.time.pass(STREAM.everyMs)
  const text = 'line\n'.repeat(STREAM.lines - 1)
  expect(said(tab).at(-1)).toEqual({ type: 'printed', text, leftOut: 3 })
})

test('[HAND7] what comes unasked is no flood either, and hides no answer', async () => {
  const { visit, tab, redis } = await atPrompt()
  await type(visit, tab, 'PING')
  const push = '>2\r\n+message\r\n+hi\r\n'
  redis.send(push.repeat(500))
  await visit.time.pass(STREAM.everyMs)
  await type(visit, tab, 'BLPOP list 0')
  redis.send(`${push.repeat(500)}+answer\r\n`)
  await visit.time.pass(STREAM.everyMs)
  const told = said(tab).slice(PING.length)
  expect(told.length).toBeLessThanOrEqual(6)
  const printed = told.flatMap((one) => (one.type === 'printed' ? [one] : []))
  expect(printed.at(-1)).toEqual({ type: 'printed', text: 'answer\n', leftOut: 0 })
  const lines = printed.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0)
  expect(lines + printed.reduce((sum, { leftOut }) => sum + leftOut, 0)).toBe(2_001)
})

test('[HAND8] only the end of the transcript stays in the log', async () => {
  const { visit, tab } = await atPrompt()
  for (let times = 0; times < 40; times++) await type(visit, tab, 'LONG')
  const late = await visit.open()
  const size = said(late).reduce(
    (sum, one) => sum + (one.type === 'printed' ? one.text.length : 0),
    0,
  )
  expect(size).toBeGreaterThan(200_000)
  expect(size).toBeLessThan(600_000)
  expect(late.got('welcome')).toMatchObject([{ missing: 0 }])
  expect(late.all('prompt').at(-1)?.line).toBe(40)
})

test('[HAND9] commands are asked of a lab that nobody is in, once', async () => {
  const { visit, tab, redis } = await atPrompt()
  const spare = new SmallRedis(answer)
  visit.pool.warm = 1
  visit.pool.made = (lab) => (lab.way = spare.open)
  for (const id of [1, 2]) {
    tab.say({ type: 'commands', id })
    await visit.time.pass(20)
  }
  const commands = [{ name: 'PING', args: '', summary: 'Answers.' }]
  expect(tab.got('commands')).toEqual([1, 2].map((id) => ({ type: 'commands', id, commands })))
  expect(redis.heard).toEqual([])
  expect(spare.heard).toHaveLength(1)
  expect(visit.pool.labs.map(({ disposed }) => disposed)).toEqual([false, true])
})

test('[HAND9] however many ask at once, one lab is taken for it', async () => {
  const { visit, tab } = await atPrompt()
  const spare = new SmallRedis(answer)
  visit.pool.warm = 5
  visit.pool.made = (lab) => (lab.way = spare.open)
  for (const id of [1, 2, 3]) tab.say({ type: 'commands', id })
  await visit.time.pass(20)
  expect(tab.got('commands')).toHaveLength(3)
  expect(visit.pool.warm).toBe(4)
})

test('[HAND9] with no lab to spare the learner’s own is asked; with none at all, nobody', async () => {
  const { visit, tab } = await atPrompt()
  tab.say({ type: 'commands', id: 1 })
  await visit.time.pass(20)
  expect(tab.got('commands')).toHaveLength(1)
  const empty = new Visit()
  empty.pool.warm = 0
  const other = await empty.open()
  other.say({ type: 'commands', id: 1 })
  await empty.time.pass(20)
  expect(other.got('refused')).toMatchObject([{ code: 'unavailable' }])
})
