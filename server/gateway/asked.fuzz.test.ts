/** Requests with any headers: nobody is taken for somebody else, and no name for ours. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import fc from 'fast-check'
import { expect } from 'vitest'
import { fuzz } from '../test/fuzz.ts'
import { Cookies } from './cookie.ts'
import { Names } from './names.ts'
import { placeOf } from './place.ts'
import { Proxies } from './proxies.ts'
import { mayWatch } from './watchers.ts'

const part = fc.constantFrom(
  ...[
    'localhost',
    '127.0.0.1',
    '[::1]',
    '::1',
    'play.example',
    'PLAY.EXAMPLE',
    'evil.example',
    'box',
  ],
  ...[
    '10.0.0.1',
    '::ffff:127.0.0.1',
    '2001:db8::1',
    '0x7f.1',
    '127.1',
    '999.1.1.1',
    '[',
    ']',
    '@',
    ':',
    '.',
  ],
  ...[
    ':80',
    ':443',
    ':8080',
    ':99999',
    ':',
    '/',
    '\\',
    '#',
    '?',
    '%00',
    ' ',
    '\t',
    ',',
    ';',
    '=',
    '\u0000',
  ],
  ...['http://', 'https://', 'null', 'a'.repeat(300), 'xn--', '１２７', 'ⓛocalhost', '-', '_'],
)
const text = fc.oneof(
  { weight: 3, arbitrary: fc.array(part, { maxLength: 4 }).map((all) => all.join('')) },
  { weight: 1, arbitrary: fc.string({ maxLength: 20, unit: 'binary' }) },
)
const id = 'A'.repeat(22)
const cookie = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        `learner=${id}`,
        `framed=${'B'.repeat(22)}`,
        `__Host-learner=${'C'.repeat(22)}`,
        `learner=${id}x`,
        'learner=',
        'learner',
        '=',
        id,
      ),
      fc.constantFrom(
        `LEARNER=${id}`,
        ` learner =${id}`,
        `learner="${id}"`,
        `learner=${'é'.repeat(22)}`,
      ),
      fc.tuple(text, text).map(([name, value]) => `${name}=${value}`),
    ),
    { maxLength: 5 },
  )
  .map((all) => all.join('; '))

const headers = fc.record(
  {
    host: text,
    origin: text,
    cookie,
    'x-forwarded-for': text,
    'x-forwarded-proto': fc.constantFrom('https', 'http', 'https, http', ''),
    authorization: fc.constantFrom('Bearer the-token', 'Bearer x', 'bearer the-token', 'Basic x'),
    'sec-fetch-dest': fc.constantFrom('iframe', 'document', 'image'),
    'sec-fetch-site': fc.constantFrom('cross-site', 'same-origin', 'none'),
  },
  { requiredKeys: [] },
)
const near = fc.constantFrom(
  '127.0.0.1',
  '8.8.8.8',
  '10.1.2.3',
  '::1',
  '::ffff:127.0.0.1',
  'fe80::1%eth0',
)

function asked(given: IncomingHttpHeaders, remoteAddress: string): IncomingMessage {
  return { headers: given, socket: { remoteAddress } } as IncomingMessage
}

const publicUrl = new URL('https://play.example')
const open = new Names({ own: ['box'] })
const named = new Names({ publicUrl })
const local = new Names({ own: ['box'], onlyLocal: true })
const believing = new Proxies(['10.0.0.0/8', 'loopback'], publicUrl)
const alone = new Proxies([])
const cookies = [alone, believing].map((one) => new Cookies(one, () => Promise.resolve()))

/** Host and port as a browser would understand `http://<host>`; undefined when it would not. */
function hostOf(host: string): string | undefined {
  const address = `http://${host.replace(/:\d+$/, '')}/`
  return URL.canParse(address) ? new URL(address).hostname : undefined
}

const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

fuzz(
  { of: 'headers of requests', cases: 10_000 },
  'no name but ours is answered to, no cookie but ours taken, no address believed but a proxy’s',
  fc.property(headers, near, (given, address) => {
    const request = asked(given, address)
    const { host = '' } = given
    if (local.answersTo(given.host)) expect(hostOf(host)).toMatch(LOCAL)
    if (named.answersTo(given.host) && host.toLowerCase() !== 'play.example')
      expect(hostOf(host)).toMatch(LOCAL)
    if (open.answersTo(given.host) && !LOCAL.test(hostOf(host) ?? 'localhost'))
      expect(
        hostOf(host) === 'box' || isIP((hostOf(host) ?? '').replaceAll(/[[\]]/g, '')) > 0,
      ).toBe(true)
    for (const names of [open, named, local])
      if (names.admits(request)) {
        expect(names.answersTo(given.host)).toBe(true)
        expect(new URL(given.origin ?? '').hostname).toBe(hostOf(host))
      }
    for (const one of cookies) {
      const learner = one.learnerOf(request)
      expect(learner === undefined || /^[\w-]{22}$/.test(learner)).toBe(true)
      expect(one.read(request, 'none', /./)).toBeUndefined()
      one.inForeignFrame(request)
    }
    // Over TLS nobody is who a neighbour's page says.
    if (believing.isSecure(request) && !(given.cookie ?? '').includes('__Host-'))
      expect(cookies[1]?.learnerOf(request)).toBeUndefined()
    expect(alone.addressOf(request)).toBe(address)
    const believed = believing.addressOf(request)
    expect(believed === address || isIP(believed) > 0).toBe(true)
    if (!believing.trusts(address)) expect(believed).toBe(address)
    expect(placeOf(believed).length).toBeLessThan(60)
    if (alone.isSecure(request)) throw new Error('nobody was to be believed')
    const far = address === '8.8.8.8' || address === '10.1.2.3'
    if (far) expect(mayWatch(request, 'the-token')).toBe(given.authorization === 'Bearer the-token')
    if (far || 'x-forwarded-for' in given) expect(mayWatch(request, undefined)).toBe(false)
  }),
)
