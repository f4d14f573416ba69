/** A lesson's zip, to be played at home; and what the page lacks for a zip of one step. */
import type { Request, Response } from 'express'
import type { Course } from '../lessons/index.ts'
import type { HomeRest } from '../protocol/index.ts'

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
  // A view, not a copy: a thousand who ask and do not read hold the same bytes.
  const { buffer, byteOffset, byteLength } = zip.bytes
  response.type('application/zip').send(Buffer.from(buffer, byteOffset, byteLength))
  return true
}

/** The files of a step that are placed in the lab without a tab; undefined when there is no such step. */
export function restOf(course: Course, lesson: string, step: string): HomeRest | undefined {
  const found = course.find(lesson)
  const placed = found?.steps.find(({ id }) => id === step)?.files
  if (placed === undefined) return undefined
  const view = found?.view.steps.find(({ id }) => id === step)
  const shown = new Set(view?.files.map(({ name }) => name))
  return { files: Object.fromEntries(Object.entries(placed).filter(([name]) => !shown.has(name))) }
}
