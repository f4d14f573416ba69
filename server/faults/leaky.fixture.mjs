/** A server that tells its figures by our metrics; at each look it keeps what the arguments name, as many bytes as the last one says. */
import { openSync } from 'node:fs'
import { createServer } from 'node:http'
import { Metrics } from '../watch/index.ts'

/** Looks from one full collection to the next: what a look leaves as garbage lies about for some time. */
const COLLECTED_EVERY = 4

const [bytes] = process.argv.slice(-1).map(Number)
const leaks = new Set(process.argv.slice(2, -1))
const kept = []
const numbers = Array.from({ length: bytes / 8 }, Math.random)
const garbage = { last: numbers }
let looks = 0

const metrics = new Metrics({
  labs: () => ({ used: 0, warm: 0, queued: 0, capacity: 0 }),
  sessions: () => ({ sessions: 0, connections: 0 }),
  held: () => 0,
  progressUp: () => true,
  fence: () => [],
})
const server = createServer((_request, response) => {
  looks += 1
  garbage.last = numbers.slice()
  if (leaks.has('heap')) kept.push(numbers.slice())
  if (leaks.has('beside')) kept.push(Buffer.alloc(bytes, 1))
  if (leaks.has('descriptors')) openSync('/dev/null')
  if (looks % COLLECTED_EVERY === 0) globalThis.gc()
  void metrics.text().then((text) => response.end(text))
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
