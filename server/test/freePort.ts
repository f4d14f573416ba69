/** A port for what must come back at the address that it had. */
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Nobody is given these who does not ask for one of them: a free port of the others may be taken again at once. */
const FIRST = 20_000
const AFTER = 32_000

/** One of 127.0.0.1 that nothing listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, AFTER)
    const trial = createServer().listen(port, '127.0.0.1')
    const isFree = await once(trial, 'listening').then(
      () => true,
      () => false,
    )
    if (!isFree) continue
    trial.close()
    await once(trial, 'close')
    return port
  }
}
