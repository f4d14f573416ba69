/** The table: rows in words, filtered as they come, saved so that no spreadsheet runs them. */
import { describe, expect, it } from 'vitest'
import { APP, PUB, Script, flood, twoPrograms } from '../fixture.ts'
import { visible } from '../layout/visible.ts'
import { EVERYTHING, RowList } from './filter.ts'
import type { Filter } from './filter.ts'
import type { Row } from './rows.ts'
import { toCsv, toJson, toText } from './save.ts'

const names = (id: string) => `${id}.py`
const seconds = (at: number) => (at / 1000).toFixed(2)

function rows(script: Script, filter: Partial<Filter> = {}): Row[] {
  const list = new RowList({ ...EVERYTHING, ...filter }, names)
  list.sync(script.fold())
  return list.rows
}

const cells = ({ at, who, what, channel, payload, receivers }: Row) =>
  [seconds(at), who, what, channel, payload, receivers].join(' | ')

describe('rows', () => {
  it('say when, who, what, where, and who received it', () => {
    const script = twoPrograms()
      .publish(1000, PUB, { say: 'hello', to: [APP] })
      .publish(2000, PUB, 'again')
    expect(rows(script, { kinds: new Set(['messages']) }).map(cells)).toEqual([
      '1.00 | pub.py | published | news | hello | 1 received it',
      '1.00 | app.py | received | news | hello | after 0.4 ms',
      '2.00 | pub.py | published | news | again | 0 received it',
      '2.00 | pub.py | lost | news | again | 0 received it',
    ])
  })

  it('stand by their time, also what was told after what it caused', () => {
    const script = twoPrograms()
      .publish(1000, PUB, { say: 'first', to: [APP] })
      .publish(1000.2, PUB, { say: 'second', to: [APP] })
      .publish(1000.2, PUB, 'third')
    const told = rows(script, { kinds: new Set(['messages']) })
    expect(told.map(({ at, what, payload }) => `${at} ${what} ${payload}`)).toEqual([
      '1000 published first',
      '1000.2 published second',
      '1000.2 published third',
      '1000.2 lost third',
      '1000.4 received first',
      '1000.6 received second',
    ])
  })

  it('say what programs and threads did, and why they ended', () => {
    const script = new Script()
      .run(0, 'app', 1)
      .thread(100, APP, { state: 'waiting', for: 'redis', file: 'v.py', line: 14 })
      .end(900, 1, 1)
    expect(rows(script).map(({ what }) => what)).toEqual([
      'run 1 asked for',
      'starting',
      'MainThread waits for Redis, v.py:14',
      'exited 1',
    ])
  })
})

describe('a filter', () => {
  it('is by program, channel, kind and text, all together', () => {
    const script = twoPrograms()
      .publish(1000, PUB, { say: 'Hello', to: [APP] })
      .publish(1500, PUB, 'other')
    expect(rows(script, { programs: new Set(['app']), search: 'hello' })).toHaveLength(1)
    expect(rows(script, { channels: new Set(['nothing']) })).toEqual([])
    expect(rows(script, { kinds: new Set(['subscriptions']) })).toHaveLength(1)
  })

  it('keeps up with new events, and begins anew when old ones leave', () => {
    const script = flood(10, 1000)
    const fold = script.fold()
    const list = new RowList(EVERYTHING, names)
    list.sync(fold)
    const before = list.rows.length
    fold.add(flood(11, 1000).events.slice(-2))
    list.sync(fold)
    expect(list.rows).toHaveLength(before + 2)
    fold.rows.splice(0, 5)
    list.sync(fold)
    expect(list.rows).toHaveLength(before + 2 - 5)
  })

  it('shows nothing later than where a replay stands', () => {
    const list = new RowList(EVERYTHING, names)
    list.sync(flood(10, 1000).fold(), 900)
    expect(list.rows.every(({ at }) => at <= 900)).toBe(true)
  })
})

describe('what is saved', () => {
  const hostile = (message: string) => rows(twoPrograms().publish(1000, PUB, message))

  it.each(['=1+1', '+1', '-1+2', '@SUM(A1)', '\t=1', ' =cmd|x', '\r=1', '"=1"'])(
    'is no formula in CSV: %j',
    (message) => {
      const [line = ''] = toCsv(hostile(message), seconds)
        .split('\r\n')
        .filter((one) => one.includes('published'))
      expect(line).not.toMatch(/(^|,)"?[\s]*[=+@-]/)
    },
  )

  it('has quotes, commas and line ends in one cell', () => {
    const csv = toCsv(hostile('a,"b"\nc').slice(-1), seconds)
    expect(csv).toContain('"a,""b""\nc"')
    expect(csv.startsWith('time,who,what,channel,payload,bytes,receivers\r\n')).toBe(true)
  })

  it('is the same rows as JSON, and as text to paste', () => {
    const [row] = rows(twoPrograms().publish(1000, PUB, 'x\ty'), { kinds: new Set(['messages']) })
    const some = row === undefined ? [] : [row]
    expect(JSON.parse(toJson(some, seconds))).toEqual([
      {
        time: '1.00',
        who: 'pub.py',
        what: 'published',
        channel: 'news',
        payload: 'x\ty',
        bytes: '3',
        receivers: '0 received it',
      },
    ])
    expect(toText(some, seconds)).toBe('1.00\tpub.py\tpublished\tnews\tx y\t3\t0 received it')
  })
})

describe('text from a lab', () => {
  it('shows controls and what turns text round, and is cut', () => {
    expect(visible('a\u0000b\u202ec\u200bd')).toBe('a\\x00b\\u202ec\\u200bd')
    expect(visible('line\nnext\ttab')).toBe('line\\nnext\\ttab')
    expect(visible('x'.repeat(300), 10)).toBe(`${'x'.repeat(10)}…`)
    expect(visible('ab😀', 3)).toBe('ab…')
    expect(visible('grüße, 世界')).toBe('grüße, 世界')
  })
})
