/** What programs print and their apps answer, byte by byte: shown whole or counted, and in the app's own paths. */
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Numbered } from '../protocol/index.ts'
import { VisitPath } from '../protocol/index.ts'
import { fuzz } from '../test/fuzz.ts'
import { isPlain, refuseFiles } from './files.ts'
import { EventLog } from './log.ts'
import { RunOutput } from './output.ts'
import { appPath, beginning, pageText } from './page.ts'

const print = fc.record({
  ms: fc.nat(3),
  stream: fc.constantFrom('out' as const, 'err' as const),
  bytes: fc.oneof(
    { weight: 6, arbitrary: fc.uint8Array({ maxLength: 30 }) },
    {
      weight: 4,
      arbitrary: fc.string({ maxLength: 12, unit: 'grapheme' }).map((one) => Buffer.from(one)),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(64_000, 200_000).map((size) => Buffer.alloc(size, 'ab\n')),
    },
  ),
  flush: fc.boolean(),
})

function eventsOf(log: EventLog): Numbered[] {
  return log.after(0, Infinity).json.map((one) => JSON.parse(one) as Numbered)
}

fuzz(
  { of: 'output of programs', cases: 1_500 },
  'what is shown and what is told as left out are all that was printed, stream by stream',
  fc.property(fc.array(print, { maxLength: 14 }), fc.nat(6), (all, split) => {
    const log = new EventLog()
    const output = new RunOutput(1, log)
    let [at, whole] = [0, 0]
    const wanted = { out: [] as Buffer[], err: [] as Buffer[] }
    for (const { ms, stream, bytes, flush } of all) {
      at += ms
      const sent = Buffer.from(bytes)
      // Wherever a read ends, characters are not torn.
      for (const part of [sent.subarray(0, split), sent.subarray(split)])
        output.take(at, stream, part)
      wanted[stream].push(sent)
      whole += sent.length
      if (flush) output.flush(at)
    }
    output.finish(at)
    const events = eventsOf(log).map(({ event }) => event)
    const shown = (stream: 'out' | 'err'): string =>
      events
        .flatMap((event) => (event.type === 'output' ? event.chunks : []))
        .flatMap((chunk) => (chunk.stream === stream ? [chunk.text] : []))
        .join('')
    const left = events.findLast((event) => event.type === 'left-out')?.bytes ?? 0
    expect(log.size).toBeLessThan(4_000_000)
    if (left > 0) expect(left).toBeLessThan(whole)
    else
      for (const stream of ['out', 'err'] as const)
        expect(shown(stream)).toBe(
          new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(wanted[stream])),
        )
  }),
)

const place = fc
  .array(
    fc.constantFrom(
      ...[
        '/',
        '//',
        '\\',
        '..',
        '.',
        'a',
        '?',
        '#',
        '%2e',
        '%',
        '@',
        ':',
        'localhost',
        '127.0.0.1',
        ':8000',
        ':80',
      ],
      ...[
        'http:',
        'https:',
        'javascript:',
        'data:',
        'evil.example',
        '\n',
        '\t',
        ' ',
        '\0',
        'é',
        'x'.repeat(2_000),
      ],
    ),
    { maxLength: 8 },
  )
  .map((all) => all.join(''))
const html = fc
  .array(
    fc.constantFrom(
      '<',
      '>',
      '<b',
      '<!--',
      '-->',
      'a',
      ' ',
      '"',
      '\n',
      '<script>',
      '&lt;',
      '<'.repeat(4_000),
    ),
    {
      maxLength: 30,
    },
  )
  .map((all) => all.join(''))
const contentType = fc.oneof(
  fc.constantFrom(
    'text/html',
    'text/html; charset=utf-16',
    'text/plain;charset="x"',
    'image/svg+xml',
    '',
    'TEXT/HTML;',
  ),
  fc.string({ maxLength: 20 }),
)

fuzz(
  { of: 'answers of apps, in the server', cases: 3_000 },
  'lead to the app alone, and begin in so many characters',
  fc.property(
    place,
    fc.tuple(html, fc.uint8Array({ maxLength: 50 })),
    contentType,
    (location, [body, bytes], type) => {
      const to = appPath(location, { port: 8000, path: '/a/b?c' })
      expect(to === undefined || VisitPath.safeParse(to).success).toBe(true)
      if (to !== undefined)
        expect(new URL(`http://localhost:8000${to}`).origin).toBe('http://localhost:8000')
      const text = pageText(Buffer.concat([Buffer.from(body), bytes]), type)
      if (text === undefined) return
      expect(beginning(text, type).length).toBeLessThanOrEqual(500)
    },
  ),
)

fuzz(
  { of: 'names of files', cases: 5_000 },
  'that are taken stay below their folder and print as they are',
  fc.property(fc.oneof(place, fc.string({ maxLength: 20, unit: 'binary' })), (name) => {
    const taken = refuseFiles({ [name]: '' }) === undefined
    expect(taken).toBe(isPlain(name) || name === '__proto__')
    if (!isPlain(name)) return
    expect(
      new URL(name.split('/').map(encodeURIComponent).join('/'), 'file:///home/learner/').pathname,
    ).toMatch(/^\/home\/learner\/./)
    expect(name).not.toMatch(/[\p{Cc}\\]/u)
  }),
)
