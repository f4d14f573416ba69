/** Serves the built page: compressed as it was built, hashed files for ever, the document always fresh. */
import type { Request, RequestHandler, Response } from 'express'
import type { Built, BuiltFile } from './built.ts'
import type { Edge } from './edge.ts'
import { mayBeFramedBy } from './headers.ts'

/** Addresses that the page draws itself. */
const OWN = /^\/(lessons(\/.*)?|practice|glossary|embed\/.*)?$/
/** Those of them that other sites may show in a frame, if the host says which. */
const FRAMED = /^\/embed\//

export function page(built: Built, { cookies, embedIn }: Edge): RequestHandler {
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next()
    const path = OWN.test(request.path) ? '/index.html' : request.path
    const file = built.get(path)
    if (path === '/index.html') {
      if (file === undefined)
        return void response
          .status(503)
          .type('text')
          .send('The page is not built. Run npm start.\n')
      const framed = FRAMED.test(request.path)
      if (framed) mayBeFramedBy(response, embedIn)
      // In a frame that the browser will not show there is nobody to know.
      if (framed || !cookies.inForeignFrame(request))
        return void cookies
          .identify(request, response)
          .then(() => send(request, response, file), next)
    }
    if (file === undefined) return next()
    send(request, response, file)
  }
}

function send(request: Request, response: Response, file: BuiltFile): void {
  response.set({
    'content-type': file.type,
    etag: file.etag,
    vary: 'accept-encoding',
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (request.headers['if-none-match'] === file.etag) return void response.status(304).end()
  const { encoding, body } = choose(request, file)
  if (encoding !== undefined) response.set('content-encoding', encoding)
  response.set('content-length', String(body.length))
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** The smallest form that the browser takes; `q=0` refuses one. */
function choose(request: Request, file: BuiltFile): { encoding?: string; body: Buffer } {
  const takes = (encoding: string): boolean => request.acceptsEncodings(encoding) === encoding
  if (file.br && takes('br')) return { encoding: 'br', body: file.br }
  if (file.gzip && takes('gzip')) return { encoding: 'gzip', body: file.gzip }
  return { body: file.plain }
}
