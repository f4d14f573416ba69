/** The one sentence of ours beside a program's own words, told from the end of its standard error. Pure. */
import type { EndReason } from '../protocol/index.ts'

export interface NoteInput {
  /** The last few thousand characters of standard error. */
  readonly stderr: string
  readonly reason: EndReason
  readonly lab: { readonly broker: string; readonly packages: Readonly<Record<string, string>> }
}

interface Rule {
  /** Looked for in the last line of the traceback. */
  readonly when: RegExp
  readonly say: (found: RegExpExecArray, input: NoteInput) => string | undefined
}

const RULES: readonly Rule[] = [
  {
    when: /^ModuleNotFoundError: No module named '([\w.]+)'/,
    say: ([, name = ''], { lab }) => {
      const has = ['the standard library', ...Object.entries(lab.packages).map((p) => p.join(' '))]
      return `The lab has no package ${name}. It has ${list(has)}, and the files of this step.`
    },
  },
  {
    when: /^redis\.exceptions\.(ConnectionError|TimeoutError).*|^ConnectionRefusedError/,
    say: ([text], { lab }) => {
      if (/name resolution|Name or service|unreachable/i.test(text)) return NO_NETWORK
      if (lab.broker === 'stopped')
        return 'The lab’s Redis is stopped. Start it under Redis, then run this again.'
      if (lab.broker === 'restarting')
        return 'The lab’s Redis is starting again. Run this once more.'
      return /6379/.test(text)
        ? undefined
        : 'Nothing listens there. The lab’s Redis is at localhost, port 6379.'
    },
  },
  {
    when: /Temporary failure in name resolution|Name or service not known|Network is unreachable|\[Errno (-3|-2|101)\]/,
    say: () => NO_NETWORK,
  },
  {
    when: /^EOFError: EOF when reading a line/,
    say: () => 'input() found the end of the input: there was nothing more to read.',
  },
  {
    when: /^OSError: \[Errno 28\]|No space left on device/,
    say: () => 'The lab’s disk is full. A fresh lab is empty again.',
  },
  {
    when: /^MemoryError\b/,
    say: () => 'The program asked for more memory than the lab gives it.',
  },
  {
    when: /^(BlockingIOError|RuntimeError: can't start new thread|OSError: \[Errno 11\])/,
    say: () => 'The lab allows no more threads and processes at once.',
  },
]

const NO_NETWORK = 'The lab has no network: programs reach localhost only.'

/** A sentence that helps with how the run ended, or undefined when Python's own words suffice. */
export function noteFor(input: NoteInput): string | undefined {
  const { reason } = input
  if (reason.type !== 'exit' || reason.code === 0) return undefined
  const last = lastLine(input.stderr)
  for (const { when, say } of RULES) {
    const found = when.exec(last)
    if (found) return say(found, input)
  }
  return undefined
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? ''
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
