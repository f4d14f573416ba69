/** The conversation with the server, over a socket and a clock of our own. */
import { describe, expect, it } from 'vitest'
import { connect } from './connect.ts'
import type { Hello, News } from './connect.ts'
import type { SocketEvents } from './socket.ts'

class Line {
  sent: unknown[] = []
  closed = false
  closing = false
  constructor(readonly events: SocketEvents) {}
  say(message: object) {
    this.events.heard(JSON.stringify(message))
  }
  cut(code = 1006) {
    this.events.closed(code)
  }
}

const welcome = { type: 'welcome', version: 2, session: 's', resumed: false, missing: 0, clock: 5 }

function setUp(seen?: Hello['seen'], embedded?: string) {
  const lines: Line[] = []
  const timers: { ms: number; ring: () => void; off: boolean }[] = []
  const news: News[] = []
  const puzzles: string[] = []
  const connection = connect({
    dial: (events) => {
      const line = new Line(events)
      lines.push(line)
      return {
        isOpen: () => !line.closing,
        send: (text) => line.sent.push(JSON.parse(text)),
        close: () => {
          line.closed = true
          events.closed(1006)
        },
      }
    },
    now: () => 0,
    random: () => 1,
    hidden: () => false,
    after: (ms, ring) => {
      const timer = { ms, ring, off: false }
      timers.push(timer)
      return () => {
        timer.off = true
      }
    },
    ...(embedded && { embedded }),
    seen: () => seen,
    heard: (one) => news.push(one),
    puzzled: (say) => puzzles.push(say),
  })
  const ring = (ms: number) => {
    for (const timer of timers.filter((one) => one.ms === ms && !one.off)) {
      timer.off = true
      timer.ring()
    }
  }
  const line = () => {
    const last = lines.at(-1)
    if (last === undefined) throw new Error('never dialled')
    return last
  }
  const open = () => {
    line().events.opened()
    line().say(welcome)
  }
  return { connection, lines, line, open, ring, news, puzzles }
}

describe('a conversation', () => {
  it('begins with hello, and says what was seen', () => {
    const { line } = setUp({ session: 's', seq: 8 })
    line().events.opened()
    expect(line().sent).toEqual([{ type: 'hello', version: 2, seen: { session: 's', seq: 8 } }])
  })

  it('says that it is embedded', () => {
    const { line } = setUp(undefined, '/embed/a/b')
    line().events.opened()
    expect(line().sent).toEqual([{ type: 'hello', version: 2, embedded: '/embed/a/b' }])
  })

  it('sends what was asked before it was welcomed afterwards, in order', () => {
    const { connection, line, open } = setUp()
    void connection.ask({ type: 'broker', action: 'stop' })
    void connection.ask({ type: 'freshLab' })
    expect(line().sent).toEqual([])
    open()
    expect(line().sent.slice(1)).toEqual([
      { type: 'broker', action: 'stop', id: 1 },
      { type: 'freshLab', id: 2 },
    ])
  })

  it('gives each answer to the question with its id', async () => {
    const { connection, line, open } = setUp()
    open()
    const first = connection.ask({ type: 'freshLab' })
    const second = connection.ask({ type: 'leaveQueue' })
    line().say({ type: 'refused', id: 2, code: 'no-lab', say: 'There is no line.' })
    line().say({ type: 'ok', id: 1 })
    expect(await first).toEqual({ type: 'ok', id: 1 })
    expect(await second).toMatchObject({ type: 'refused', say: 'There is no line.' })
  })

  it('keeps what is asked while the socket is closing for the next one', async () => {
    const { connection, line, open, ring } = setUp()
    open()
    line().closing = true
    const asked = connection.ask({ type: 'freshLab' })
    expect(line().sent.slice(1)).toEqual([])
    line().cut()
    ring(400)
    open()
    expect(line().sent.slice(1)).toEqual([{ type: 'freshLab', id: 1 }])
    line().say({ type: 'ok', id: 1 })
    expect(await asked).toEqual({ type: 'ok', id: 1 })
  })

  it('answers `lost` to what was sent before a cut, and dials again', async () => {
    const { connection, line, lines, open, ring } = setUp()
    open()
    const asked = connection.ask({ type: 'freshLab' })
    line().cut()
    expect(await asked).toEqual({ type: 'lost' })
    expect(connection.state.getState().type).toBe('resting')
    ring(400)
    expect(lines).toHaveLength(2)
    open()
    expect(connection.state.getState().type).toBe('open')
  })

  it('takes a connection that gives no answer for dead', async () => {
    const { connection, line, open, ring } = setUp()
    open()
    const asked = connection.ask({ type: 'freshLab' })
    ring(10_000)
    expect(await asked).toEqual({ type: 'lost' })
    expect(line().closed).toBe(true)
    expect(connection.state.getState().type).toBe('resting')
  })

  it.each(['not json', '{"type":"surprise"}'])('reports %s and goes on', (text) => {
    const { connection, line, open, puzzles, news } = setUp()
    open()
    line().events.heard(text)
    expect(puzzles).toHaveLength(1)
    expect(connection.state.getState().type).toBe('open')
    line().say({ type: 'store', up: true })
    expect(news.map((one) => one.type)).toEqual(['welcome', 'store'])
  })

  it('dials at once when it is hurried during a rest', () => {
    const { connection, line, lines, open } = setUp()
    open()
    line().cut()
    connection.hurry()
    expect(lines).toHaveLength(2)
  })
})
