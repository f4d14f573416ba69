/** What an app's page needs over HTTP: its text for the page around it, and its links for the frame it is shown in. */
import type { Request, Response } from 'express'
import { follow, type Registry, type Session } from '../session/index.ts'

/** `GET /api/visits/:visit`: data for our page, never a document of its own. */
export function sendPage(
  session: Pick<Session, 'visits'> | undefined,
  request: Request,
  response: Response,
): void {
  const kept = session?.visits.page(Number(request.params['visit']))
  response.set('cache-control', 'no-store')
  if (kept === undefined) response.status(404).json({ say: 'This page is not kept any more.' })
  else response.json(kept.page)
}

/**
 * `GET /api/follow/:key/:visit?to=/path`: a link was pressed in the frame, which can neither speak to our page
 * nor show a cookie. The visit is made as if by its button, and the frame stays where it is: 204.
 */
export function followLink(registry: Registry, request: Request, response: Response): void {
  const { key, visit } = request.params
  const session = typeof key === 'string' ? registry.findByKey(key) : undefined
  response.set('cache-control', 'no-store')
  // A picture or a script of some page is no press of a link.
  const pressed = ['iframe', undefined].includes(request.get('sec-fetch-dest'))
  if (session !== undefined && pressed) follow(session, Number(visit), request.query['to'])
  response.status(204).end()
}
