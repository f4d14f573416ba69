/** Who a visitor is, over TLS and without: no page of a neighbouring host can say so in its place. */
import type { IncomingMessage, IncomingHttpHeaders, ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { Cookies } from './cookie.ts'

const ADA = 'ada-'.padEnd(22, 'a')
const EVE = 'eve-'.padEnd(22, 'e')

interface Answer {
  readonly cookies: readonly string[]
  /** What went over to another name. */
  readonly renamed: readonly (readonly [from: string, to: string])[]
}

function cookiesOver(secure: boolean, renamed: [string, string][] = []): Cookies {
  return new Cookies({ isSecure: () => secure }, (from, to) => {
    renamed.push([from, to])
    return Promise.resolve()
  })
}

function asked(headers: IncomingHttpHeaders): IncomingMessage {
  return { headers } as IncomingMessage
}

async function answered(secure: boolean, headers: IncomingHttpHeaders): Promise<Answer> {
  const cookies: string[] = []
  const renamed: [string, string][] = []
  const appendHeader = (_name: string, value: string): unknown => cookies.push(value)
  const response = { appendHeader } as unknown as ServerResponse
  await cookiesOver(secure, renamed).identify(asked(headers), response)
  return { cookies, renamed }
}

test('over TLS the cookie is of this host alone, and no other is read', async () => {
  const { cookies } = await answered(true, {})
  expect(cookies).toEqual([
    expect.stringMatching(
      /^__Host-learner=[\w-]{22}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure$/,
    ),
  ])
  const over = cookiesOver(true)
  expect(over.learnerOf(asked({ cookie: `learner=${EVE}` }))).toBeUndefined()
  expect(over.learnerOf(asked({ cookie: `framed=${EVE}` }))).toBeUndefined()
  const both = asked({ cookie: `learner=${EVE}; __Host-learner=${ADA}` })
  expect(over.learnerOf(both)).toBe(ADA)
})

test('without TLS, where no browser takes such a name, it is the plain one', async () => {
  const { cookies } = await answered(false, { cookie: `__Host-learner=${EVE}` })
  expect(cookies).toEqual([expect.stringMatching(/^learner=(?!eve-).{22};.*SameSite=Lax$/)])
})

test('who has an identity keeps it, whatever was planted beside it', async () => {
  const cookie = `learner=${EVE}; __Host-learner=${ADA}`
  const { cookies, renamed } = await answered(true, { cookie })
  expect(cookies).toEqual([expect.stringContaining(`__Host-learner=${ADA};`)])
  expect(renamed).toEqual([])
})

test('what is kept under a name of before goes over, once, to one that nobody knows', async () => {
  const { cookies, renamed } = await answered(true, { cookie: `learner=${ADA}` })
  const [given = '', taken] = cookies
  const to = /^__Host-learner=([\w-]{22});/.exec(given)?.[1]
  expect(renamed).toEqual([[ADA, to]])
  expect(to).not.toBe(ADA)
  expect(taken).toBe('learner=; Path=/; Max-Age=0; HttpOnly; Secure')
  const back = await answered(true, { cookie: given.split(';')[0] })
  expect(back.renamed).toEqual([])
})

test('of two names of before one was planted: nothing is taken over', async () => {
  const { renamed } = await answered(true, { cookie: `learner=${EVE}; learner=${ADA}` })
  expect(renamed).toEqual([])
})

test('a frame on another site has its own, of that place alone', async () => {
  const frame = { 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site' } as const
  const { cookies } = await answered(true, frame)
  expect(cookies).toEqual([
    expect.stringMatching(/^__Host-framed=.{22}; .*; SameSite=None; Secure; Partitioned$/),
  ])
})
