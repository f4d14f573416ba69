/** The server's log: sentences in a terminal, or one JSON object a line for machines. Never learners' code or output. */
import { pino, type DestinationStream } from 'pino'

export type LogFormat = 'text' | 'json'

/** Numbers and words of ours; what is a learner's has no place here. */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>

export interface Log {
  /** Something is wrong, in a sentence `part: what`. */
  readonly line: (line: string) => void
  /** Something happened that is worth a line to machines, and none in a terminal. */
  readonly event: (name: string, facts?: Facts) => void
  /** A limit or a filter did its work. */
  readonly audit: (name: string, facts: Facts) => void
}

/** `out` takes whole lines. */
export function openLog(format: LogFormat, out: DestinationStream): Log {
  return format === 'json' ? jsonLog(out) : textLog(out)
}

function jsonLog(out: DestinationStream): Log {
  const log = pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    out,
  )
  return {
    line(line) {
      const [, part, rest] = /^([a-z]+): (.*)$/s.exec(line) ?? []
      log.warn(part === undefined ? {} : { part }, rest ?? line)
    },
    event: (name, facts = {}) => log.info(facts, name),
    audit: (name, facts) => log.warn({ audit: true, ...facts }, name),
  }
}

function textLog(out: DestinationStream): Log {
  const write = (line: string): void => {
    out.write(`${line}\n`)
  }
  return {
    line: write,
    event: () => undefined,
    audit(name, facts) {
      const said = Object.entries(facts).flatMap(([key, value]) =>
        value === undefined ? [] : [`${key} ${value}`],
      )
      write(`audit: ${name}, ${said.join(', ')}`)
    },
  }
}
