/** The browser's own WebSocket, where the other side is gone without a word. */
import { afterEach, expect, test, vi } from 'vitest'
import { dialServer } from './socket.ts'

/** As a browser has it while nobody answers: its farewell is sent, and `close` does not come. */
class Silent extends EventTarget {
  static last: Silent | undefined
  closing = false

  constructor(readonly url: URL) {
    super()
    Silent.last = this
  }

  close(): void {
    this.closing = true
  }

  hears(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

afterEach(() => vi.unstubAllGlobals())

test('a connection that is given up is over at once, and says nothing any more', () => {
  vi.stubGlobal('WebSocket', Silent)
  vi.stubGlobal('location', new URL('http://localhost/lessons'))
  const heard: string[] = []
  const codes: number[] = []
  const socket = dialServer({
    opened: () => undefined,
    heard: (text) => heard.push(text),
    closed: (code) => codes.push(code),
  })
  Silent.last?.hears('before')
  socket.close()
  socket.close()
  Silent.last?.hears('after')
  Silent.last?.dispatchEvent(new Event('close'))
  expect(Silent.last?.url.href).toBe('ws://localhost/ws')
  expect(Silent.last?.closing).toBe(true)
  expect(heard).toEqual(['before'])
  expect(codes).toEqual([1006])
})
