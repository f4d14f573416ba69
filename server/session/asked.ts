/** What a learner asks of a step beside running it: to predict, a hint, the solution. */
import type { ClientMessage, RefusalCode, ServerMessage } from '../protocol/index.ts'
import type { Session } from './session.ts'
import type { Place } from './trials.ts'

type Asked<T extends ClientMessage['type']> = Extract<ClientMessage, { type: T }>

interface Refusal {
  readonly code: RefusalCode
  readonly say: string
}

const CHANGED: Refusal = {
  code: 'unknown-program',
  say: 'This step has changed. Reload the page to get the newest text.',
}

function placeOf(session: Session, { lesson, step: id }: { lesson: string; step: string }) {
  const step = session.world.course.find(lesson)?.steps.find((one) => one.id === id)
  const place: Place | undefined = step && { lesson, step }
  return place
}

export function predict(session: Session, message: Asked<'predict'>): Refusal | undefined {
  const place = placeOf(session, message)
  return place && session.trials.predict(place, message.choice) ? undefined : CHANGED
}

/** Only hints that fit what was seen; the others stay here. */
export function hint(session: Session, message: Asked<'hint'>): ServerMessage {
  const { id, at } = message
  const place = placeOf(session, message)
  const hints = place ? session.trials.hints(place) : []
  const found = hints[at]
  if (found) {
    const observed = found.when === undefined ? {} : ({ observed: true } as const)
    return { type: 'hint', id, key: found.id, html: found.html, ...observed, at, of: hints.length }
  }
  const say = 'A hint is for what happened. Run it, then ask again.'
  return { type: 'refused', id, code: 'out-of-turn', say }
}

export function solution(session: Session, message: Asked<'solution'>): ServerMessage {
  const exercise = placeOf(session, message)?.step.exercise
  return exercise
    ? { type: 'solution', id: message.id, files: { ...exercise.solution } }
    : { type: 'refused', id: message.id, ...CHANGED }
}
