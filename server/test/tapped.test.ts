/** What the tap tells of real programs is what they tell of themselves: equal, in order, none missing. */
import { readdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { readVersions, Template } from '../lab/index.ts'
import { spawnTemplate } from '../lab/start.ts'
import type { TapEvent } from '../protocol/index.ts'
import { PROGRAMS, run, type Line, type Ran } from './tappedRun.ts'

const { paths } = readConfig([], {})
const modules = realpathSync(path.resolve(import.meta.dirname, '../../node_modules'))
const mounts = [{ from: modules, to: '/node_modules' }]
let template: Template

beforeAll(async () => {
  const log = (): void => undefined
  const process = spawnTemplate({ paths, mounts, slots: 64, log })
  template = new Template(process, { paths, mounts, log, versions: readVersions(paths) })
  await template.up
})
afterAll(async () => {
  template.dispose()
  await template.closed
})

/** What clients send of their own accord when they connect. */
const HANDSHAKE = /^(HELLO|INFO|CLIENT (SETINFO|SETNAME|MAINT_NOTIFICATIONS))$/
const FIELDS = [
  'type',
  'kind',
  'channel',
  'pattern',
  'message',
  'size',
  'binary',
  'receivers',
  'count',
  'name',
]
/** Fields that only some types have in what programs say. */
const UNSAID: Readonly<Record<string, readonly string[]>> = { command: ['count'], lost: FIELDS }

function plain(event: TapEvent | Line): string | undefined {
  const { type } = event
  if (['connected', 'disconnected', 'lost'].includes(type)) return undefined
  if ('name' in event && HANDSHAKE.test(String(event.name))) return undefined
  const all = new Map<string, unknown>(Object.entries(event))
  const fields = FIELDS.filter((field) => UNSAID[type]?.includes(field) !== true)
  return JSON.stringify(
    fields.flatMap((field) => (all.has(field) ? [[field, all.get(field)]] : [])),
  )
}

/** One story a connection, each in its order; which connection is whose is told by what is in it. */
function stories(
  all: readonly (TapEvent | Line)[],
  of: (one: TapEvent | Line) => unknown,
): string[] {
  const by = new Map<unknown, string[]>()
  for (const one of all) {
    const line = plain(one)
    if (line !== undefined) by.set(of(one), [...(by.get(of(one)) ?? []), line])
  }
  return [...by.values()].map((lines) => lines.join('\n')).sort()
}

type Published = Extract<TapEvent, { type: 'published' }>

/** Causes are publishes of the same words; a lost message follows its publish; ids count up by the time of sending. */
function checkCauses({ events }: Ran): void {
  const published = events.filter((event): event is Published => event.type === 'published')
  const words = ({
    channel,
    message,
    size,
  }: Published | Extract<TapEvent, { type: 'delivered' }>): string =>
    JSON.stringify([channel, message, size])
  const byId = new Map(published.map((event) => [event.id, words(event)]))
  const sentWords = new Set(byId.values())
  for (const event of events) {
    if (event.type !== 'delivered') continue
    const causes = event.oneOf ?? (event.of === undefined ? [] : [event.of])
    const known = sentWords.has(words(event))
    expect({ ...event, caused: causes.length > 0 }).toMatchObject({ caused: known })
    for (const id of causes) expect(byId.get(id)).toBe(words(event))
  }
  const lost = events.flatMap((event) => (event.type === 'lost' ? [event.id] : []))
  expect(lost).toEqual(published.filter(({ receivers }) => receivers === 0).map(({ id }) => id))
  const sent = [...published].sort((a, b) => a.id - b.id).map(({ at }) => at)
  expect(sent).toEqual([...sent].sort((a, b) => a - b))
}

const said = (ran: Ran): string[] =>
  stories(ran.lines, (line) => ('by' in line ? line.by : undefined))
const seen = (ran: Ran): string[] =>
  stories(ran.events, (event) => ('connection' in event ? event.connection : undefined))

/** What else is to be true of any program. */
function checkRan(ran: Ran): void {
  expect(ran.rest).toBe('')
  expect(ran.lines).not.toEqual([])
  const owners = ran.events.flatMap((event) => ('program' in event ? [event.program] : []))
  expect([...new Set(owners)]).toEqual(['run 1'])
  const count = (type: string): number => ran.events.filter((event) => event.type === type).length
  expect(count('disconnected')).toBe(count('connected'))
  checkCauses(ran)
}

async function ran(argv: readonly string[], files: readonly string[]): Promise<Ran> {
  const lab = await template.open()
  try {
    return await run(lab, argv, files)
  } finally {
    lab.dispose()
    await lab.closed
  }
}

const programs = readdirSync(PROGRAMS)
  .filter((name) => name.endsWith('.py') && name !== 'story.py')
  .sort()

describe('redis-py', () => {
  test.concurrent.each(programs)('%s', async (name) => {
    const it = await ran(['python', name], [name, 'story.py'])
    checkRan(it)
    expect(seen(it)).toEqual(said(it))
  })

  test('without overlap each delivery names its one cause', async () => {
    for (const name of ['simple.py', 'patterns.py', 'pipeline.py', 'multi.py', 'async3.py']) {
      const { events } = await ran(['python', name], [name, 'story.py'])
      const causes = events.flatMap((event) => (event.type === 'delivered' ? [event.of] : []))
      expect(causes.length).toBeGreaterThan(0)
      expect(causes).not.toContain(undefined)
    }
  })
})

describe('ioredis', () => {
  test.concurrent.each(['2', '3'])('RESP%s', async (protocol) => {
    const argv = ['node', 'ioredis.mjs', '/node_modules/', protocol]
    const it = await ran(argv, ['ioredis.mjs'])
    checkRan(it)
    expect(seen(it)).toEqual(said(it))
  })
})
