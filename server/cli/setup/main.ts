/** Wraps a command: its exit status, and one sentence for what the person can mend. */
import { describe } from './problem.ts'

/** Runs `work` and sets the exit status it gives; a Problem ends with its sentence and status 1. */
export async function main(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work()
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`)
    process.exitCode = 1
  }
}
