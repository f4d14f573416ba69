/** A hint as it is now, for who has read it before. */
import type { Request, Response } from 'express'
import type { Course } from '../lessons/index.ts'
import type { HintRead } from '../protocol/index.ts'

type HintRequest = Request<{ lesson: string; step: string; key: string }>

/** False when there is no such hint: then nothing has been answered. */
export function sendHint(course: Course, { params }: HintRequest, response: Response): boolean {
  const step = course.find(params.lesson)?.steps.find(({ id }) => id === params.step)
  const hint = step?.exercise?.hints.find(({ id }) => id === params.key)
  if (hint === undefined) return false
  const answer: HintRead = { html: hint.html }
  response.set('cache-control', 'no-cache').json(answer)
  return true
}
