/** Who may see figures about the server: this machine itself, or who has the host's token. */
import type { IncomingMessage } from 'node:http'
import { isLocalHost } from './names.ts'
import { same } from './secret.ts'

/** Written by proxies: with one of these it is not this machine that asks. */
const FORWARDED = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via']

export function mayWatch(request: IncomingMessage, token: string | undefined): boolean {
  const { headers, socket } = request
  const shown = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1]
  if (shown !== undefined) return token !== undefined && same(shown, token)
  const near = /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '')
  // A page of another site, opened in a browser on this machine, is not the host either.
  const byHand = ['same-origin', 'none', undefined].includes(site(headers['sec-fetch-site']))
  return (
    near && byHand && isLocalHost(headers.host) && FORWARDED.every((name) => !(name in headers))
  )
}

function site(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
