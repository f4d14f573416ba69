/** A server that tells its figures as ours does; at each look it keeps what the arguments name, as many bytes as the last one says. */
import { openSync } from 'node:fs'
import { createServer } from 'node:http'
import { collectDefaultMetrics, register } from 'prom-client'

const [bytes] = process.argv.slice(-1).map(Number)
const leaks = new Set(process.argv.slice(2, -1))
const kept = []
const numbers = Array.from({ length: bytes / 8 }, Math.random)

collectDefaultMetrics()
const server = createServer((_request, response) => {
  if (leaks.has('heap')) kept.push(numbers.slice())
  if (leaks.has('beside')) kept.push(Buffer.alloc(bytes, 1))
  if (leaks.has('descriptors')) openSync('/dev/null')
  void register.metrics().then((text) => response.end(`${text}\nbackchannel_log_characters 0\n`))
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
