/** Failures that the person at the terminal can mend: one sentence each, no stack. */
import { ConfigError } from '../../config.ts'

/** Thrown by the commands; `message` is a whole sentence that says what to do next. */
export class Problem extends Error {}

const known: readonly (readonly [RegExp, string])[] = [
  [
    /ENOSPC|No space left on device|Errno 28|enough free space/i,
    'The disk is full: free about 600 MB where the project lies, then run the command again.',
  ],
  [
    /EACCES|EPERM|Permission denied|EROFS/,
    'The project folder cannot be written to: run the command as its owner.',
  ],
]

const unreachable =
  /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET|ENETUNREACH|Could not resolve|Temporary failure resolving|Failed to establish a new connection|Name or service not known|No matching distribution|Connection (refused|timed out)|Max retries exceeded|Failed to fetch|CERTIFICATE_VERIFY_FAILED|self.signed certificate/i

/**
 * The sentence for what a tool printed before it failed.
 * `index` names what the tool talks to, such as `the Python index`, for when that cannot be reached.
 */
export function explain(printed: string, index: string): string | undefined {
  const sentence = known.find(([pattern]) => pattern.test(printed))?.[1]
  if (sentence !== undefined) return sentence
  if (!unreachable.test(printed)) return undefined
  return `${index} cannot be reached: check the network, its proxy or mirror settings, then run the command again.`
}

/** What the terminal shows for anything thrown: a sentence, or the stack of a defect. */
export function describe(error: unknown): string {
  if (error instanceof Problem || error instanceof ConfigError) return error.message
  if (!(error instanceof Error)) return String(error)
  return explain(error.message, 'The network') ?? error.stack ?? error.message
}
