/** Where a program's last traceback ended in the learner's own files, told from its standard error. Pure. */

const BEGIN = 'Traceback (most recent call last):'
const PLACE = /^ +File "(?<file>[^"]+)", line (?<line>\d+)/
// From 3.13 on Python colours it where a program's environment asks for that.
// oxlint-disable-next-line no-control-regex
const COLOURS = /\u001B\[[\d;]*m/g
const ERROR = /^(?<name>[A-Za-z_][\w.]*)(?:: (?<say>.*))?$/

export interface Crash {
  /** As the step names it. */
  file: string
  line: number
  /** The exception's own last line: `NameError: name 'r' is not defined`. */
  say: string
}

/** `coloured`: lines of standard error, oldest first; `folder` is where the step's files are. */
export function crashOf(coloured: readonly string[], folder: string): Crash | undefined {
  const lines = coloured.map((line) => line.replace(COLOURS, ''))
  const begin = lines.lastIndexOf(BEGIN)
  if (begin < 0) return undefined
  const rest = lines.slice(begin + 1)
  const end = rest.findIndex((line) => line !== '' && !line.startsWith(' '))
  const say = rest[end]
  // Stop comes as an exception, too, and is no crash.
  if (say === undefined || !ERROR.test(say) || say.startsWith('KeyboardInterrupt')) return undefined
  const own = rest
    .slice(0, end)
    .map((line) => PLACE.exec(line)?.groups)
    .findLast((groups) => groups?.['file']?.startsWith(folder) === true)
  const file = own?.['file']?.slice(folder.length)
  return file === undefined ? undefined : { file, line: Number(own?.['line']), say }
}
