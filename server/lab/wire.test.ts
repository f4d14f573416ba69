/** The samples both suites read: what template and lab may say is understood, anything else is refused. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { FrameError } from './frames.ts'
import { parseFromLab, parseFromTemplate } from './wire.ts'

const Sample = z.object({ from: z.string(), on: z.string(), message: z.optional(z.unknown()) })
const file = path.join(import.meta.dirname, 'supervisor/fixtures/wire.jsonl')
const samples = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => Sample.parse(JSON.parse(line)))
  .filter(({ from, message }) => from === 'lab' && message !== undefined)
const thread = { run: 1, at: 5, process: 2, id: 2, thread: 'a', daemon: false, state: 'running' }

describe('the wire', () => {
  it.each(samples)('understands on $on: $message', ({ on, message }) => {
    expect(on === 'control' ? parseFromTemplate(message) : parseFromLab(message)).toEqual(message)
  })

  it('takes a hundred characters as Python counts them', () => {
    const message = { op: 'thread', ...thread, thread: '🙂'.repeat(100), file: '🙂'.repeat(300) }
    expect(parseFromLab(message)).toEqual(message)
  })

  it.each([{ op: 'gone', slot: -1 }, { op: 'up', modules: 3 }, { op: 'ready', at: 1 }, null])(
    'does not take from a template: %j',
    (message) => {
      expect(() => parseFromTemplate(message)).toThrow(FrameError)
    },
  )

  it.each([
    { op: 'error', id: '3', say: 'x' },
    { op: 'error', id: 3, say: 'x'.repeat(5_000) },
    { op: 'ended', run: 1, at: 5, cause: 'bored' },
    { op: 'ended', run: -1, at: 5, cause: 'exit', status: 0 },
    { op: 'ended', run: 1, at: 5, cause: 'exit', status: 1e9 },
    { op: 'state', run: 1, at: 5, state: 'waiting', for: 'godot' },
    { op: 'thread', ...thread, thread: 'x'.repeat(201) },
    { op: 'thread', ...thread, state: 'dreaming' },
    { op: 'thread', ...thread, line: -1 },
    { op: 'started', run: 1, at: 'soon' },
    { op: 'up', python: '3.11.2', modules: 1 },
    { op: 'opened', connection: 0, at: 5 },
    { op: 'opened', connection: 1, at: 5, process: -2 },
    { op: 'opened', connection: 1.5, at: 5 },
    { op: 'closed', connection: 1, at: 5, by: 'chance' },
    { op: 'hangup', way: 0 },
    { op: 'list', id: 1, files: [{ path: 7, size: 1 }] },
    [],
    null,
  ])('does not take from a lab: %j', (message) => {
    expect(() => parseFromLab(message)).toThrow(FrameError)
  })
})
