/** What observing costs the server: CPU of one event, and of labs that talk all the time. */
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { Tap } from '../tap/index.ts'
import { Learner } from './client.ts'

const ROUNDS = 50_000
const WARM_UP_MS = 3_000

const bytes = (...words: string[]): Buffer =>
  Buffer.from(`*${words.length}\r\n${words.map((w) => `$${w.length}\r\n${w}\r\n`).join('')}`)

/** ms of CPU from the bytes of a PUBLISH, its delivery and its reply to each of their two events. */
export function eventCost(): number {
  let events = 0
  const tap = new Tap({ tell: () => (events += 1) })
  const sent = (connection: number, what: Buffer, at: number): void =>
    tap.take({ type: 'bytes', from: 'program', connection, bytes: what, at })
  const came = (connection: number, what: Buffer, at: number): void =>
    tap.take({ type: 'bytes', from: 'redis', connection, bytes: what, at })
  for (const connection of [1, 2]) tap.take({ type: 'opened', connection, at: 0, program: 'bench' })
  sent(2, bytes('SUBSCRIBE', 'news'), 0)
  came(2, Buffer.from('*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n'), 0)
  events = 0
  const [publish, message] = [bytes('PUBLISH', 'news', 'hello'), bytes('message', 'news', 'hello')]
  const reply = Buffer.from(':1\r\n')
  const before = process.cpuUsage()
  for (let at = 1; at <= ROUNDS; at++) {
    sent(1, publish, at)
    came(2, message, at + 0.2)
    came(1, reply, at + 0.4)
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / events
}

/** Share of one core that the server takes while so many labs make 50 events a second each, over `seconds`. */
export async function talkingCpu(
  server: { readonly origin: string; readonly pid: number },
  labs: number,
  seconds: number,
): Promise<{ cpu: number; events: number }> {
  const learners: Learner[] = []
  let events = 0
  try {
    for (let lab = 0; lab < labs; lab++) {
      const learner = await Learner.connect(server.origin)
      learners.push(learner)
      const ready = learner.when((event) => (event.type === 'delivered' ? true : undefined))
      learner.run('ticker')
      await ready
      learner.watch(({ event }) => {
        if (event.type === 'delivered' || event.type === 'published') events += 1
      })
    }
    await sleep(WARM_UP_MS)
    events = 0
    const before = await cpuMs(server.pid)
    await sleep(seconds * 1_000)
    const cpu = ((await cpuMs(server.pid)) - before) / 1_000 / seconds
    return { cpu, events: events / seconds }
  } finally {
    for (const learner of learners) learner.stopAll()
    for (const learner of learners) learner.close()
  }
}

/** Of all threads of a process, without its children. */
async function cpuMs(pid: number): Promise<number> {
  let ns = 0
  for (const thread of await readdir(`/proc/${pid}/task`)) {
    const text = await readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0')
    ns += Number(text.split(' ')[0])
  }
  return ns / 1e6
}
