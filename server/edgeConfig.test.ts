import { expect, test } from 'vitest'
import { readEdge } from './edgeConfig.ts'

const wrong = (say: string): Error => new Error(say)

test('nothing is let in that was not named', () => {
  expect(readEdge({}, { PUBLIC_URL: '' }, wrong)).toEqual({
    publicUrl: undefined,
    trustProxy: [],
    accessCode: undefined,
    embedIn: [],
    metricsToken: undefined,
  })
})

test('flags win over the environment', () => {
  const env = { PUBLIC_URL: 'http://a.example', ACCESS_CODE: 'from-env', TRUST_PROXY: 'loopback' }
  const flags = {
    'public-url': 'https://b.example:8443/',
    'embed-in': 'https://*.school.example, *',
  }
  const edge = readEdge(flags, env, wrong)
  expect(edge.publicUrl?.origin).toBe('https://b.example:8443')
  expect(edge).toMatchObject({
    accessCode: 'from-env',
    trustProxy: ['loopback'],
    embedIn: ['https://*.school.example', '*'],
  })
})

test.each([
  ['public-url', 'play.example', '--public-url is an origin like https://play.example'],
  ['public-url', 'https://play.example/below', '--public-url is an origin'],
  ['public-url', 'ftp://play.example', '--public-url is an origin'],
  ['public-url', 'https://user:word@play.example', '--public-url is an origin'],
  ['trust-proxy', 'all', '--trust-proxy takes addresses like 10.0.0.2 or 10.0.0.0/8, not all.'],
  ['access-code', 'short', 'ACCESS_CODE needs 6 characters or more.'],
  ['metrics-token', 'short', 'METRICS_TOKEN needs 16 characters or more.'],
  ['embed-in', "https://a.example;script-src'*'", '--embed-in takes origins'],
  ['embed-in', "'unsafe-inline'", '--embed-in takes origins'],
  ['embed-in', 'javascript:', '--embed-in takes origins'],
])('--%s %s says what to do', (name, text, say) => {
  expect(() => readEdge({ [name]: text }, {}, wrong)).toThrow(say)
})
