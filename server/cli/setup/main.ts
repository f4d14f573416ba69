/** Wraps a command: its exit status, one sentence for what the person can mend, and an end in order. */
import { endInOrder, Interrupted, interruptedStatus } from './interrupt.ts'
import { describe } from './problem.ts'

/** Runs `work` and sets the exit status it gives; a Problem ends with its sentence and status 1. */
export async function main(work: () => Promise<number>): Promise<void> {
  endInOrder()
  try {
    process.exitCode = await work()
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`)
    process.exitCode = error instanceof Interrupted ? interruptedStatus() : 1
  }
}
