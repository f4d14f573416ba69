/** How large a server is at one moment, as it tells itself: what it holds, what it remembers of its sessions, and what lies beside. */
import type { ServerProcess } from '../test/serverProcess.ts'
import { descriptorsOf } from './processes.ts'

/** Bytes, and counts. */
export interface Size {
  /** ms. */
  readonly at: number
  /** All of its memory that is in the machine's. */
  readonly memory: number
  /** Objects that its last full collection left: what lives. */
  readonly heap: number
  /** Of its memory, what is no heap: code, buffers, what libraries hold. */
  readonly beside: number
  /** Characters that the logs of its sessions hold. */
  readonly logs: number
  readonly descriptors: number
}

/** Quick to look at. Rejects when the server does not tell. */
export async function sizeOf({
  child: { pid = 0 },
  origin,
}: Pick<ServerProcess, 'child' | 'origin'>): Promise<Size> {
  const answer = await fetch(`${origin}/metrics`)
  const text = await answer.text()
  const figure = (name: string): number => {
    const found = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]
    if (found === undefined) throw new Error(`${name} is not told: ${answer.status}`)
    return Number(found)
  }
  const memory = figure('process_resident_memory_bytes')
  return {
    at: performance.now(),
    memory,
    heap: figure('backchannel_heap_live_bytes'),
    beside: memory - figure('nodejs_heap_size_total_bytes'),
    logs: figure('backchannel_log_characters'),
    descriptors: descriptorsOf(pid),
  }
}
