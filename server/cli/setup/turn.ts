/** One set-up at a time in this folder: who comes second waits, and then finds everything there. */
import { spawn } from 'node:child_process'
import { bind, Interrupted, interruptedStatus } from './interrupt.ts'
import { project } from './places.ts'
import { step } from './step.ts'

/** `without`: this machine has no `flock`, or the file system no locks. */
type Lock = { readonly type: 'held'; readonly release: () => void } | { type: 'taken' | 'without' }

/** What `flock` exits with when somebody else has it. */
const takenStatus = 99

/**
 * Does the work while nobody else does such work in `folder`. The lock is the kernel's, held by a
 * `flock` that ends when we do, however we end. `server/cli/bootstrap` takes the same one.
 */
export async function inTurn<T>(work: () => Promise<T>, folder = project): Promise<T> {
  let lock = await hold(['--nonblock', folder])
  if (lock.type === 'taken') {
    lock = await step('Another command is setting this folder up; waiting for it', () =>
      hold([folder]),
    )
  }
  try {
    return await work()
  } finally {
    if (lock.type === 'held') lock.release()
  }
}

function hold(order: readonly string[]): Promise<Lock> {
  // `cat` ends with its input, which is a pipe from us.
  const args = ['--conflict-exit-code', `${takenStatus}`, ...order, 'sh', '-c', 'echo; exec cat']
  const child = spawn('flock', args, { detached: true, stdio: ['pipe', 'pipe', 'ignore'] })
  const loosen = bind(child, 'group')
  return new Promise((resolve, reject) => {
    child.stdout.once('data', () => {
      loosen()
      resolve({ type: 'held', release: () => child.stdin.end() })
    })
    child.once('error', () => resolve({ type: 'without' }))
    child.once('close', (code) => {
      if (interruptedStatus() !== undefined) reject(new Interrupted())
      else resolve({ type: code === takenStatus ? 'taken' : 'without' })
    })
  })
}
