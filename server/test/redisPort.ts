/** Port 6379 of this machine, for one test file after the other: a lab without a sandbox has its Redis there. */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

const PORT = 6379
/** Who listens here has the other one, among tests. */
const TURN = 6378
const HOST = '127.0.0.1'

/** Waits for its turn; resolves with how to give it on, or with nothing where a Redis of this machine has the port. */
export async function takeRedisPort(): Promise<(() => void) | undefined> {
  let giveOn = await takeTurn()
  while (giveOn === undefined) {
    await othersTurnOver()
    giveOn = await takeTurn()
  }
  if (!(await isTaken())) return giveOn
  giveOn()
  return undefined
}

async function takeTurn(): Promise<(() => void) | undefined> {
  const waiting = new Set<Socket>()
  const turn = createServer((socket) => waiting.add(socket.on('error', () => undefined)))
  turn.listen(TURN, HOST)
  const isOurs = await once(turn, 'listening').then(
    () => true,
    () => false,
  )
  if (!isOurs) return undefined
  return () => {
    turn.close()
    for (const socket of waiting) socket.destroy()
  }
}

/** Resolves when who has the turn hangs up, or is gone already. */
async function othersTurnOver(): Promise<void> {
  const socket = connect(TURN, HOST)
  socket.on('error', () => undefined).resume()
  await once(socket, 'close')
}

async function isTaken(): Promise<boolean> {
  const socket = connect(PORT, HOST)
  const found = await once(socket, 'connect').then(
    () => true,
    () => false,
  )
  socket.destroy()
  return found
}
