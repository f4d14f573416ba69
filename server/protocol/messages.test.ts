import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ClientMessage, CloseCode, FATAL_CLOSE, RefusalCode, ServerMessage } from './index.ts'

const RUN = { type: 'run', id: 1, lesson: 'l', step: 's', files: { 'a.py': 'x', 'b.py': null } }

test.each([
  { type: 'hello', version: 2 },
  { type: 'hello', version: 2, seen: { session: 's', seq: 0 } },
  RUN,
  { ...RUN, program: 'p' },
  { type: 'input', id: 1, run: 1, text: '', end: true },
  { type: 'save', id: 1, entries: [{ key: 'place', at: 1.5, value: null }] },
])('a page may say %j', (message) => {
  expect(ClientMessage.parse(message)).toEqual(message)
})

test.each([
  null,
  [],
  'hello',
  { type: 'nothing' },
  { type: 'hello' },
  { type: 'hello', version: '1' },
  { ...RUN, id: undefined },
  { ...RUN, id: 1.5 },
  { ...RUN, files: { 'a.py': 1 } },
  { ...RUN, lesson: '' },
  { ...RUN, lesson: 'x'.repeat(201) },
  { type: 'stop', id: 1, run: Number.NaN },
  { type: 'broker', id: 1, action: 'pause' },
  { type: 'input', id: 1, run: 1, text: 'x'.repeat(100_001), end: false },
  { type: 'save', id: 1, entries: Array(201).fill({ key: 'k', at: 1, value: null }) },
  { type: 'save', id: 1, entries: [{ key: '', at: 1, value: null }] },
])('a page may not say %j', (message) => {
  expect(ClientMessage.safeParse(message).success).toBe(false)
})

test('what is not in a message’s schema does not come through', () => {
  const text = '{"type":"stop","id":1,"run":2,"extra":true,"__proto__":{"run":3}}'
  expect(ClientMessage.parse(JSON.parse(text))).toEqual({ type: 'stop', id: 1, run: 2 })
})

test('a file called __proto__ changes no object', () => {
  const parsed = ClientMessage.parse(
    JSON.parse('{"type":"run","id":1,"lesson":"l","step":"s","files":{"__proto__":null}}'),
  )
  expect(Object.getPrototypeOf(parsed.type === 'run' ? parsed.files : {})).toBe(Object.prototype)
})

test('events of every kind survive the wire', () => {
  const events = [
    { type: 'lab', lab: { type: 'queued', place: 1, of: 2 } },
    { type: 'state', run: 1, state: { type: 'waiting', since: 1, for: 'sleep', until: 2 } },
    { type: 'output', run: 1, chunks: [{ at: 0.25, stream: 'err', text: '\u0000\uFFFD✓' }] },
    { type: 'left-out', run: 1, bytes: 5, lines: 1 },
  ].map((event, at) => ({ seq: at + 1, at, event }))
  const message = { type: 'events', events }
  expect(ServerMessage.parse(JSON.parse(JSON.stringify(message)))).toEqual(message)
})

test('PROTOCOL.md names every message, refusal and close code', async () => {
  const text = await readFile(join(import.meta.dirname, 'PROTOCOL.md'), 'utf8')
  const types = (schema: typeof ClientMessage | typeof ServerMessage): string[] =>
    schema.def.options.flatMap((option) => [...option.def.shape.type.def.values])
  const names = [...types(ClientMessage), ...types(ServerMessage)]
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  const codes = Object.values(RefusalCode.def.entries)
  expect(codes.filter((code) => !text.includes(code))).toEqual([])
  for (const code of Object.values(CloseCode)) expect(text).toContain(`| ${code} |`)
})

test('only codes that another try cannot mend keep the page away', () => {
  expect([...FATAL_CLOSE].sort((a, b) => a - b)).toEqual([4400, 4401, 4429])
})
