/** From PUBLISH in one program to the line of the other program's console in the client. */
import { spread } from './measure.ts'
import type { Learner } from './client.ts'
import type { SessionEvent } from '../protocol/index.ts'

/** Latency in ms p50 of a raw pair, from lines `sent ns, received ns`. */
export function rawLatency(lines: readonly string[]): number {
  const ms = lines
    .map((line) => line.split(' ').map(Number))
    .filter((pair) => pair.length === 2)
    .map(([sent = 0, received = 0]) => (received - sent) / 1e6)
  return spread(ms).p50
}

/** Runs both programs in the lab; ms p50 from each PUBLISH until its line reached the client. */
export async function consoleLatency(learner: Learner): Promise<number> {
  const ready = learner.when((e) => (saying(e, 'ready') ? true : undefined))
  learner.run('subscriber')
  await ready
  const sent = learner.when((e) => (saying(e, 'sent') ? true : undefined))
  const ms: number[] = []
  const unwatch = learner.watch(({ at, event }) => {
    for (const line of linesOf(event)) {
      const [published, received] = line.split(' ').map(Number)
      if (published !== undefined && received !== undefined) ms.push(at - published / 1e6)
    }
  })
  learner.run('publisher')
  await sent
  unwatch()
  learner.stopAll()
  return spread(ms).p50
}

function linesOf(event: SessionEvent): readonly string[] {
  return event.type === 'output'
    ? event.chunks.flatMap((c) => c.text.split('\n').filter(Boolean))
    : []
}

function saying(event: SessionEvent, line: string): boolean {
  return linesOf(event).includes(line)
}
