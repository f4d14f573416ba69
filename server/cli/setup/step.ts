/** One line per step of work: what it does, then how long it took. */
import { Interrupted } from './interrupt.ts'

export interface Terminal {
  write(text: string): void
  /** Milliseconds of a clock that never goes back. */
  now(): number
}

export const terminal: Terminal = {
  write: (text) => void process.stdout.write(text),
  now: () => performance.now(),
}

/** `0.4 s`, `12 s`, `2 min 5 s`. */
export function seconds(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`
  const whole = Math.round(ms / 1000)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** Says `title`, does the work, then says how long it took; rethrows what the work throws. */
export async function step<T>(
  title: string,
  work: () => Promise<T>,
  out: Terminal = terminal,
): Promise<T> {
  const began = out.now()
  out.write(`${title} ... `)
  try {
    const result = await work()
    out.write(`${seconds(out.now() - began)}\n`)
    return result
  } catch (error) {
    const how = error instanceof Interrupted ? 'broken off' : 'failed'
    out.write(`${how} after ${seconds(out.now() - began)}\n`)
    throw error
  }
}
