/** What is pressed, told to the studio's server; a refusal comes back as its sentence. */
import { StudioClaims, StudioRefusal } from '../../server/protocol/studio.ts'
import type { PlayWhat, StudioClaim } from '../../server/protocol/studio.ts'

export const orders = {
  play: (lesson: string, step: string, what: PlayWhat) => post('play', { lesson, step, what }),
  stop: () => post('stop', {}),
  write: (id: string) => post('write', { id }),
  drop: (id: string) => post('drop', { id }),
}

/** Undefined while the server does not answer. */
export async function loadClaims(signal: AbortSignal): Promise<StudioClaim[] | undefined> {
  try {
    const response = await fetch('/studio/claims', { signal })
    return response.ok ? StudioClaims.parse(await response.json()).claims : undefined
  } catch (error) {
    if (error instanceof TypeError || signal.aborted) return undefined
    throw error
  }
}

async function post(order: string, body: unknown): Promise<string | undefined> {
  try {
    const response = await fetch(`/studio/${order}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return response.ok ? undefined : StudioRefusal.parse(await response.json()).say
  } catch (error) {
    if (error instanceof TypeError) return 'The studio’s server does not answer.'
    throw error
  }
}
