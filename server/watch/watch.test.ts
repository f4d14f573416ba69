import { PerformanceObserver } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import type { EndReason, RunState, SessionEvent } from '../protocol/index.ts'
import { DoorWatch, Metrics, openLog, SessionWatch, type Log } from './index.ts'

const labs = { used: 3, warm: 2, queued: 4, capacity: 10 }

function metrics(): Metrics {
  return new Metrics({
    labs: () => labs,
    sessions: () => ({ sessions: 5, connections: 6 }),
    held: () => 70,
    progressUp: () => true,
    fence: () => ['memory'],
  })
}

async function figure(of: Metrics, name: string): Promise<number> {
  return Number(new RegExp(`^backchannel_${name} (\\S+)$`, 'm').exec(await of.text())?.[1])
}

/** A full collection, and that it was told of. */
async function collected(): Promise<void> {
  const told = new Promise<void>((resolve) => {
    const seen = new PerformanceObserver(() => {
      seen.disconnect()
      resolve()
    })
    seen.observe({ entryTypes: ['gc'] })
  })
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  await told
}

/** A log that keeps its lines. */
function journal(format: 'text' | 'json'): { log: Log; lines: string[] } {
  const lines: string[] = []
  return { log: openLog(format, { write: (line: string) => lines.push(line) }), lines }
}

const state = (run: number, is: RunState): SessionEvent => ({ type: 'state', run, state: is })
const ended = (run: number, reason: EndReason): SessionEvent =>
  state(run, { type: 'ended', since: 9_000, reason, took: 8_000 })

test('figures of the moment are those of the moment', async () => {
  const text = await metrics().text()
  expect(text).toContain('backchannel_labs{state="used"} 3')
  expect(text).toContain('backchannel_labs{state="free"} 5')
  expect(text).toContain('backchannel_queue_length 4')
  expect(text).toContain('backchannel_log_characters 70')
  expect(text).toContain('backchannel_fence{state="memory"} 1')
  expect(text).toContain('backchannel_fence{state="cpu"} 0')
  expect(text).toContain('backchannel_progress_redis_up 1')
})

test('what lives in the heap is told as of the last full collection, without garbage', async () => {
  const figures = metrics()
  const kept = Array.from({ length: 2e6 }, (_, at) => ({ at }))
  await collected()
  const live = await figure(figures, 'heap_live_bytes')
  expect(live).toBeGreaterThan(kept.length * 16)
  kept.length = 0
  expect(await figure(figures, 'heap_live_bytes')).toBe(live)
  await collected()
  expect(await figure(figures, 'heap_live_bytes')).toBeLessThan(live - 2e6 * 16)
})

test('a run’s latency is from its start to its first output, and counted once', async () => {
  const figures = metrics()
  const watch = new SessionWatch(figures, journal('json').log)
  watch.heard('s', state(1, { type: 'starting', since: 1_000 }))
  const chunks = [{ at: 1_040, stream: 'out' as const, text: 'secret' }]
  watch.heard('s', { type: 'output', run: 1, chunks })
  watch.heard('s', { type: 'output', run: 1, chunks })
  const text = await figures.text()
  expect(text).toContain('backchannel_run_first_output_seconds_count 1')
  expect(text).toContain('backchannel_run_first_output_seconds_sum 0.04')
})

test('a limit or the filter that ended a run is told, with nothing of the learner in it', async () => {
  const figures = metrics()
  const { log, lines } = journal('json')
  const watch = new SessionWatch(figures, log)
  watch.heard('session-id', ended(1, { type: 'limit', name: 'memory', value: '256 MB' }))
  watch.heard('session-id', ended(2, { type: 'signal', name: 'SIGSYS' }))
  watch.heard('session-id', ended(3, { type: 'exit', code: 1 }))
  const said = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(said).toMatchObject([
    {
      ...{ audit: true, msg: 'a limit ended a run', limit: 'memory', value: '256 MB' },
      ...{ run: 1, tookMs: 8000 },
    },
    { audit: true, msg: 'the system call filter ended a run', run: 2 },
  ])
  expect(said[0]?.['session']).toMatch(/^[\w-]{12}$/)
  expect(said[0]?.['session']).toBe(said[1]?.['session'])
  expect(lines.join('')).not.toContain('session-id')
  expect(await figures.text()).toContain('backchannel_limit_hits_total{limit="filter"} 1')
})

test('a limit met at the door is counted each time and told once a minute', async () => {
  const figures = metrics()
  const { log, lines } = journal('text')
  let now = 0
  const door = new DoorWatch(figures, log, () => now)
  for (let time = 0; time < 500; time += 1) door.limitHit('requests')
  expect(lines).toEqual(['audit: a limit at the door was met, limit requests\n'])
  now = 60_000
  door.limitHit('requests')
  expect(lines).toHaveLength(2)
  expect(await figures.text()).toContain('backchannel_limit_hits_total{limit="requests"} 501')
})

test('in a terminal it is sentences, and what only machines want is left out', () => {
  const { log, lines } = journal('text')
  log.line('progress: Redis went away')
  log.event('session opened', { session: 'x' })
  expect(lines).toEqual(['progress: Redis went away\n'])
})

test('for machines a sentence is an object with its part apart', () => {
  const { log, lines } = journal('json')
  log.line('progress: Redis went away')
  log.event('serving', { sandbox: true })
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { level: 'warn', part: 'progress', msg: 'Redis went away' },
    { level: 'info', msg: 'serving', sandbox: true },
  ])
})
