/** A lesson's zip, to be played at home. */
import type { Request, Response } from 'express'

/** Gives the zip of a lesson, undefined when there is no such lesson; `etag` is of its content. */
export type FindZip = (
  lesson: string,
) => Promise<{ readonly bytes: Uint8Array; readonly etag: string } | undefined>

/** False when there is no such lesson: then nothing has been answered. */
export async function sendZip(
  find: FindZip,
  request: Request<{ lesson: string }>,
  response: Response,
): Promise<boolean> {
  const zip = await find(request.params.lesson)
  if (zip === undefined) return false
  response.set({ etag: zip.etag, 'cache-control': 'no-cache' })
  if (request.headers['if-none-match'] === zip.etag) {
    response.status(304).end()
    return true
  }
  response.attachment(`${request.params.lesson}.zip`)
  response.type('application/zip').send(Buffer.from(zip.bytes))
  return true
}
