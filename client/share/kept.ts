/** Asked of the server over HTTP: shared code that it keeps, files for home; a failure is a sentence. */
import * as z from 'zod/mini'
import { HomeRest, SHARED_DAYS, SharedBody, SharedKept } from '../../server/protocol/index.ts'

type Failed = { type: 'failed'; say: string }
export type Keeping = { type: 'kept'; id: string; until: number } | Failed
export type Fetched = { type: 'code'; code: string } | Failed

const Refusal = z.object({ say: z.string() })

export async function keepOnServer(code: string): Promise<Keeping> {
  const sent: SharedBody = { code }
  const headers = { 'content-type': 'application/json' }
  const answer = await ask('/api/shared', { method: 'POST', headers, body: JSON.stringify(sent) })
  if (answer.type === 'failed') return answer
  const kept = SharedKept.safeParse(answer.value)
  return kept.success ? { type: 'kept', ...kept.data } : PUZZLED
}

export async function fetchKept(id: string, signal: AbortSignal): Promise<Fetched> {
  const answer = await ask(`/api/shared/${encodeURIComponent(id)}`, { signal })
  if (answer.type === 'failed') return answer
  const found = SharedBody.safeParse(answer.value)
  return found.success ? { type: 'code', code: found.data.code } : PUZZLED
}

/** The files of a step that the page does not have, by path. */
export async function fetchRest(
  lesson: string,
  step: string,
): Promise<{ type: 'rest'; files: Readonly<Record<string, string>> } | Failed> {
  const answer = await ask(`/api/home/${[lesson, step].map(encodeURIComponent).join('/')}`, {})
  if (answer.type === 'failed') return answer
  const found = HomeRest.safeParse(answer.value)
  return found.success ? { type: 'rest', files: found.data.files } : PUZZLED
}

const PUZZLED: Failed = {
  type: 'failed',
  say: 'The server answered in a way this page does not know.',
}

async function ask(
  url: string,
  init: RequestInit,
): Promise<{ type: 'answered'; value: unknown } | Failed> {
  try {
    const response = await fetch(url, init)
    if (response.status === 404)
      return {
        type: 'failed',
        say: `This shared code is not there any more, or never was: it is kept for ${SHARED_DAYS} days.`,
      }
    const value: unknown = await response.json()
    if (response.ok) return { type: 'answered', value }
    const refusal = Refusal.safeParse(value)
    return refusal.success ? { type: 'failed', say: refusal.data.say } : PUZZLED
  } catch {
    // The network, an abort whose result nobody reads, or an answer that is not JSON.
    return { type: 'failed', say: 'The server does not answer. Try again when it is back.' }
  }
}
