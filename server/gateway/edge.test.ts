import { EventEmitter } from 'node:events'
import type { IncomingMessage, IncomingHttpHeaders } from 'node:http'
import { expect, test } from 'vitest'
import { AccessCode } from './code.ts'
import { Cookies } from './cookie.ts'
import { Crowd } from './crowd.ts'
import { AT_ONCE, RATES } from './limits.ts'
import { createListener } from './listener.ts'
import { Names } from './names.ts'
import { placeOf } from './place.ts'
import { Proxies } from './proxies.ts'
import { Rates } from './rates.ts'
import { mayWatch } from './watchers.ts'

function asked(headers: IncomingHttpHeaders, remoteAddress = '127.0.0.1'): IncomingMessage {
  return { headers, socket: { remoteAddress } } as IncomingMessage
}

test('without a public URL it goes by its addresses and its own names', () => {
  const names = new Names({ own: ['Box', 'box.local'] })
  for (const host of [
    'localhost',
    'localhost:80',
    '127.0.0.1:1',
    '[::1]',
    '192.168.1.4:5177',
    'box',
  ])
    expect([host, names.answersTo(host)]).toEqual([host, true])
  for (const host of [
    undefined,
    '',
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.1.4.evil.example',
    'box.evil.example',
    'localhost@evil.example',
    'localhost:80:80',
    'evil.example:80#localhost',
  ])
    expect([host, names.answersTo(host)]).toEqual([host, false])
})

test('a public URL names the one host beside this machine', () => {
  const names = new Names({ publicUrl: new URL('https://play.example'), own: ['box'] })
  expect(
    ['play.example', 'PLAY.example', 'localhost:5177'].every((one) => names.answersTo(one)),
  ).toBe(true)
  expect(
    ['box', '192.168.1.4', 'play.example:8080', 'a.play.example'].some((one) =>
      names.answersTo(one),
    ),
  ).toBe(false)
})

test('without a sandbox only this machine’s names count', () => {
  const names = new Names({ own: ['box'], onlyLocal: true })
  expect(['box', '192.168.1.4'].map((one) => names.answersTo(one))).toEqual([false, false])
  expect(names.answersTo('localhost')).toBe(true)
})

test.each([
  ['https://play.example', 'play.example', true],
  ['http://play.example', 'play.example', false],
  ['https://play.example:8443', 'play.example', false],
  ['https://evil.example', 'play.example', false],
  ['https://evil.example', 'evil.example', false],
  ['http://localhost:1', 'localhost:1', true],
  ['http://localhost:2', 'localhost:1', false],
  ['null', 'play.example', false],
  [undefined, 'play.example', false],
])('a socket from %s to %s: %s', (origin, host, admitted) => {
  const names = new Names({ publicUrl: new URL('https://play.example') })
  const headers = { host, ...(origin === undefined ? {} : { origin }) }
  expect(names.admits(asked(headers))).toBe(admitted)
})

test('what a visitor says of itself is believed of no one', () => {
  const alone = new Proxies([])
  const said = { 'x-forwarded-for': '9.9.9.9', 'x-forwarded-proto': 'https' }
  expect([alone.addressOf(asked(said, '8.8.8.8')), alone.isSecure(asked(said))]).toEqual([
    '8.8.8.8',
    false,
  ])
})

test('of a named proxy it is, and only what the proxy added', () => {
  const behind = new Proxies(['loopback', '10.0.0.0/8'])
  const said = { 'x-forwarded-for': '6.6.6.6, 9.9.9.9, 10.0.0.7', 'x-forwarded-proto': 'https' }
  expect([behind.addressOf(asked(said)), behind.isSecure(asked(said))]).toEqual(['9.9.9.9', true])
  expect([
    behind.addressOf(asked(said, '8.8.8.8')),
    behind.isSecure(asked(said, '8.8.8.8')),
  ]).toEqual(['8.8.8.8', false])
  expect(behind.isSecure(asked({ 'x-forwarded-proto': 'http' }))).toBe(false)
  expect(behind.addressOf(asked({ 'x-forwarded-for': 'rubbish' }))).toBe('127.0.0.1')
})

test('under an https public URL cookies are for TLS alone', () => {
  const proxies = new Proxies([], new URL('https://play.example'))
  expect(proxies.isSecure(asked({ host: 'play.example' }))).toBe(true)
  expect(proxies.isSecure(asked({ host: 'localhost:5177' }))).toBe(false)
})

test('an address that asks too often is told how long to wait, and no other is', async () => {
  const met: string[] = []
  const rates = new Rates((name) => met.push(name))
  for (let asked = 0; asked < RATES.requests.points; asked += 1)
    expect(await rates.take('requests', 'a')).toBeUndefined()
  const wait = await rates.take('requests', 'a')
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(RATES.requests.duration)
  expect([await rates.take('requests', 'b'), await rates.take('learner', 'a')]).toEqual([
    undefined,
    undefined,
  ])
  expect(met).toEqual(['requests'])
})

test('a class of sixty behind one address stays below every rate', () => {
  const learners = 60
  expect(RATES.requests.points).toBeGreaterThanOrEqual(learners * 40)
  expect(RATES.sockets.points).toBeGreaterThanOrEqual(learners * 5)
  expect(RATES.codes.points).toBeGreaterThanOrEqual(learners * 2)
})

test('what was left makes room in a crowd', () => {
  const crowd = new Crowd(2)
  const leave = crowd.enter('a')
  crowd.enter('a')
  expect([crowd.enter('a'), crowd.enter('b') === undefined]).toEqual([undefined, false])
  leave?.()
  expect(crowd.enter('a')).toBeTypeOf('function')
})

test('what comes by a proxy that is believed is not counted as one visitor', () => {
  const proxies = new Proxies(['10.0.0.1'])
  const server = createListener(() => undefined, { proxies, onLimit: () => undefined })
  const [counts] = server.listeners('connection').slice(-1)
  /** Whether it is let in. */
  const comes = (remoteAddress: string): boolean => {
    let here = true
    const socket = Object.assign(new EventEmitter(), {
      remoteAddress,
      destroy: () => (here = false),
    })
    if (counts !== undefined) Reflect.apply(counts, server, [socket])
    return here
  }
  for (let at = 0; at < AT_ONCE.connections; at += 1) {
    comes('10.0.0.1')
    comes('10.0.0.2')
  }
  expect([comes('10.0.0.1'), comes('10.0.0.2')]).toEqual([true, false])
})

test('all addresses of one IPv6 household are one place, and IPv4 is itself in any dress', () => {
  expect(placeOf('2001:db8:1:2::1')).toBe(placeOf('2001:db8:1:2:ffff::9'))
  expect(placeOf('2001:db8:1:2::1')).not.toBe(placeOf('2001:db8:1:3::1'))
  expect(placeOf('::ffff:10.0.0.1')).toBe(placeOf('10.0.0.1'))
  expect(placeOf('rubbish')).toBe('rubbish')
})

test('a code is known with blanks around it, and a pass only to who has it whole', () => {
  const code = new AccessCode('open sesame', new Cookies(new Proxies([]), () => Promise.resolve()))
  expect(['open sesame', ' open sesame\n'].every((typed) => code.knows(typed))).toBe(true)
  expect(['', 'open', 'Open sesame', 'open sesame!'].some((typed) => code.knows(typed))).toBe(false)
  expect(code.admits(asked({ cookie: `pass=${'A'.repeat(43)}` }))).toBe(false)
  expect(code.admits(asked({}))).toBe(false)
})

test('figures are for this machine by hand, or for who shows the token', () => {
  const here = { host: 'localhost:5177' }
  expect(mayWatch(asked(here), undefined)).toBe(true)
  for (const name of ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'])
    expect(mayWatch(asked({ ...here, [name]: '9.9.9.9' }), undefined)).toBe(false)
  // Who shows something is judged by it, here as well.
  expect(mayWatch(asked({ ...here, authorization: 'Bearer guessed' }), undefined)).toBe(false)
  expect(mayWatch(asked({ ...here, 'sec-fetch-site': 'cross-site' }), undefined)).toBe(false)
  expect(mayWatch(asked({ host: 'play.example' }), undefined)).toBe(false)
  expect(mayWatch(asked(here, '8.8.8.8'), undefined)).toBe(false)
  const shown = { host: 'play.example', authorization: 'Bearer a-long-enough-token' }
  expect(mayWatch(asked(shown, '8.8.8.8'), 'a-long-enough-token')).toBe(true)
  expect(mayWatch(asked(shown, '8.8.8.8'), 'another-long-token')).toBe(false)
  expect(mayWatch(asked(shown, '8.8.8.8'), undefined)).toBe(false)
})
