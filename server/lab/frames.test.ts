/** Frames however they are cut, and what is no frame. */
import { describe, expect, it } from 'vitest'
import {
  FrameError,
  FrameReader,
  inputFrame,
  MAX_LENGTH,
  messageFrame,
  wayFrame,
} from './frames.ts'

function timedFrame(kind: string, number: number, { at = 5, text = '' }): Buffer {
  const bytes = Buffer.from(text)
  const frame = Buffer.alloc(17 + bytes.length)
  frame.writeUInt32BE(13 + bytes.length, 0)
  frame.write(kind, 4)
  frame.writeUInt32BE(number, 5)
  frame.writeBigUInt64BE(BigInt(at), 9)
  bytes.copy(frame, 17)
  return frame
}

const head = (length: number, kind: string): Buffer => {
  const bytes = Buffer.alloc(5)
  bytes.writeUInt32BE(length, 0)
  bytes.write(kind, 4, 'latin1')
  return bytes
}

describe('frames', () => {
  it('come out the same whichever way the bytes are cut', () => {
    const stream = Buffer.concat([
      messageFrame({ op: 'ready', at: 1 }),
      timedFrame('O', 7, { at: 2 ** 40, text: 'grüße' }),
      timedFrame('E', 8, {}),
      timedFrame('P', 3, { at: 6, text: 'PING' }),
      timedFrame('R', 3, { at: 7, text: '+PONG' }),
      wayFrame(5, Buffer.from('+OK')),
      messageFrame({ op: 'gone', slot: 3 }),
    ])
    const whole = [...new FrameReader().push(stream)]
    expect(whole).toMatchObject([
      { kind: 'message', json: { op: 'ready', at: 1 } },
      { kind: 'output', stream: 'out', run: 7, at: 2 ** 40 / 1000, bytes: Buffer.from('grüße') },
      { kind: 'output', stream: 'err', run: 8, at: 0.005 },
      { kind: 'traffic', from: 'program', connection: 3, at: 0.006, bytes: Buffer.from('PING') },
      { kind: 'traffic', from: 'redis', connection: 3, at: 0.007, bytes: Buffer.from('+PONG') },
      { kind: 'way', way: 5, bytes: Buffer.from('+OK') },
      { kind: 'message', json: { op: 'gone', slot: 3 } },
    ])
    for (let size = 1; size < stream.length; size += 1) {
      const reader = new FrameReader()
      const frames = []
      for (let at = 0; at < stream.length; at += size) {
        frames.push(...reader.push(stream.subarray(at, at + size)))
      }
      expect(frames).toEqual(whole)
    }
  })

  it('carry input with its run', () => {
    expect(inputFrame(258, Buffer.from('hi'))).toEqual(
      Buffer.from([0, 0, 0, 7, 0x49, 0, 0, 1, 2, 0x68, 0x69]),
    )
  })

  it.each([
    ['no length', head(0, 'J')],
    ['more than a frame may have', head(MAX_LENGTH + 1, 'J')],
    ['an unknown kind', head(1, 'X')],
    ['output without its head', Buffer.concat([head(3, 'O'), Buffer.alloc(2)])],
    ['traffic without its head', Buffer.concat([head(3, 'P'), Buffer.alloc(2)])],
    ['a way without its number', Buffer.concat([head(2, 'D'), Buffer.alloc(1)])],
    ['a file without its id', Buffer.concat([head(2, 'F'), Buffer.alloc(1)])],
    ['JSON that is none', Buffer.concat([head(2, 'J'), Buffer.from('{')])],
  ])('with %s are refused', (_, bytes) => {
    expect(() => [...new FrameReader().push(bytes)]).toThrow(FrameError)
  })

  it('are refused by length before their bytes come', () => {
    const reader = new FrameReader()
    expect([...reader.push(Buffer.from([0xff, 0xff]))]).toEqual([])
    expect(() => [...reader.push(Buffer.from([0xff, 0xff]))]).toThrow(FrameError)
  })

  it('too large to send are our own defect', () => {
    expect(() => messageFrame({ text: 'x'.repeat(MAX_LENGTH) })).toThrow(FrameError)
  })
})
