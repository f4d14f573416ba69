/** Files are cut into messages that fit, and come together again. */
import { expect, it } from 'vitest'
import { inPieces, type WireFiles } from './files.ts'
import { MAX_LENGTH, messageFrame } from './frames.ts'

function together(messages: readonly WireFiles[]): Record<string, Buffer | null> {
  const result: Record<string, Buffer | null> = {}
  for (const message of messages) {
    for (const [name, content] of Object.entries(message)) {
      if (content === null) result[name] = null
      else if (typeof content === 'string') result[name] = Buffer.from(content)
      else {
        const bytes = Buffer.from(content.base64, 'base64')
        const former = content.append === true ? result[name] : undefined
        result[name] = Buffer.concat([former ?? Buffer.alloc(0), bytes])
      }
    }
  }
  return result
}

it('small text goes as it is, in one message', () => {
  expect(inPieces({ 'main.py': 'print()', old: null })).toEqual([
    { 'main.py': 'print()', old: null },
  ])
  expect(inPieces({})).toEqual([{}])
})

it('large and binary files arrive whole, each message within a frame', () => {
  const files = {
    'worst.txt': '\u0001'.repeat(500_000),
    'data.bin': Buffer.from(Array.from({ length: 700_001 }, (_, index) => index * 7)),
    'empty.bin': Buffer.alloc(0),
    ...Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`f${n}`, '\u0001'.repeat(3_000)])),
  }
  const messages = inPieces(files)
  for (const message of messages) {
    expect(messageFrame({ op: 'place', id: 1, dir: '', files: message }).length).toBeLessThan(
      MAX_LENGTH,
    )
  }
  const found = together(messages)
  expect(Object.keys(found).toSorted()).toEqual(Object.keys(files).toSorted())
  for (const [name, content] of Object.entries(files))
    expect([name, found[name]?.equals(Buffer.from(content))]).toEqual([name, true])
})
