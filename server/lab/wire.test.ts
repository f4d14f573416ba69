/** The samples both suites read: what template and lab may say is understood, anything else is refused. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { FrameError } from './frames.ts'
import { parseFromLab, parseFromTemplate } from './wire.ts'

const Sample = z.object({ from: z.string(), good: z.boolean(), message: z.unknown() })
const file = path.join(import.meta.dirname, 'supervisor/fixtures/wire.jsonl')
const samples = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => Sample.parse(JSON.parse(line)))
  .filter(({ from }) => from !== 'server')

it.each(samples)('from $from, good $good: $message', ({ from, good, message }) => {
  const parse = (): unknown => (from === 'lab' ? parseFromLab(message) : parseFromTemplate(message))
  if (good) expect(parse()).toEqual(message)
  else expect(parse).toThrow(FrameError)
})
