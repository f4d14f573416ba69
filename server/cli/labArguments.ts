/** The words typed after `lab`, as a request or a sentence on what is wrong with them. Pure. */

export interface RunRequest {
  readonly type: 'run'
  readonly programs: readonly string[]
  /** Sibling files and folders. */
  readonly with: readonly string[]
  readonly json: boolean
  readonly stopAfterMs: number | undefined
  /** A file to be the program's stdin; absent: ours. */
  readonly stdin: string | undefined
}

export interface ExecRequest {
  readonly type: 'exec'
  readonly command: readonly string[]
  /** A folder which the lab sees read-only at its own path. */
  readonly mount: string | undefined
}

export type Request =
  | RunRequest
  | ExecRequest
  | { readonly type: 'help' }
  | { readonly type: 'wrong'; readonly say: string }

export const HELP = `lab run [--json] [--stop-after SECONDS] [--stdin FILE] [--with FILE]... PROGRAM...
lab exec [--mount DIR] -- CMD...

Runs Python programs, or any command, in a fresh lab: a sandbox with a Redis of its own on
localhost:6379 and no network. It is gone when they have ended.

  PROGRAM           a Python file; several run at once, their lines prefixed by name,
                    and the first of them has the input
  --with FILE       place this file or folder beside the programs (can be repeated)
  --stdin FILE      what the program reads; without it, what lab itself reads
  --stop-after N    press Stop after N seconds
  --json            print the session's events, one JSON object a line: what programs print and do,
                    what their threads wait for, and what passes between them and Redis
  --mount DIR       let the command see DIR, read-only, at the same path and as ~/<its name>

Stop is SIGINT, then SIGKILL after 2 s; Ctrl-C, SIGTERM and --stop-after press it, the second
of them kills. The exit status is the program's own (128 + n for a signal; of several, the first
that is not 0), 125 when lab itself failed.
`

const wrong = (say: string): Request => ({ type: 'wrong', say })

export function parseArguments(words: readonly string[]): Request {
  const [command, ...rest] = words
  if (command === undefined) return wrong('say run or exec; lab --help tells more')
  if (command === '--help' || command === '-h' || command === 'help') return { type: 'help' }
  if (command === 'run') return parseRun(rest)
  if (command === 'exec') return parseExec(rest)
  return wrong(`there is no command "${command}"; lab --help tells more`)
}

/** Cuts off `--name value` or `--name=value` at the front. */
function option(words: readonly string[]): { name: string; value?: string; used: number } {
  const [word = '', next] = words
  const equals = word.indexOf('=')
  if (equals > 0) return { name: word.slice(0, equals), value: word.slice(equals + 1), used: 1 }
  return next === undefined ? { name: word, used: 1 } : { name: word, value: next, used: 2 }
}

type Options = { -readonly [K in keyof RunRequest]: RunRequest[K] }

function parseRun(words: readonly string[]): Request {
  const siblings: string[] = []
  const request: Options = {
    type: 'run',
    programs: [],
    with: siblings,
    json: false,
    stopAfterMs: undefined,
    stdin: undefined,
  }
  let at = 0
  for (let word = words[0]; word?.startsWith('-') === true && word !== '--'; word = words[at]) {
    if (word === '--help' || word === '-h') return { type: 'help' }
    if (word === '--json') {
      request.json = true
      at += 1
      continue
    }
    const { name, value, used } = option(words.slice(at))
    const fault =
      value === undefined ? `${name} needs a value` : setOption(request, siblings, { name, value })
    if (fault !== undefined) return wrong(fault)
    at += used
  }
  const programs = words.slice(words[at] === '--' ? at + 1 : at)
  if (programs.length === 0) return wrong('name a program to run')
  return { ...request, programs }
}

function setOption(
  request: Options,
  siblings: string[],
  { name, value }: { name: string; value: string },
): string | undefined {
  switch (name) {
    case '--with':
      siblings.push(value)
      return undefined
    case '--stdin':
      request.stdin = value
      return undefined
    case '--stop-after': {
      const seconds = Number(value)
      if (value.trim() === '' || !Number.isFinite(seconds) || seconds < 0) {
        return `--stop-after needs a number of seconds, not "${value}"`
      }
      request.stopAfterMs = seconds * 1_000
      return undefined
    }
    default:
      return `there is no option ${name}; lab --help tells more`
  }
}

function parseExec(words: readonly string[]): Request {
  let rest = words
  let mount: string | undefined
  for (;;) {
    const [word] = rest
    if (word === '--help' || word === '-h') return { type: 'help' }
    if (word?.startsWith('--mount') !== true) break
    const { name, value, used } = option(rest)
    if (name !== '--mount') return wrong(`there is no option ${name}; lab --help tells more`)
    if (value === undefined) return wrong('--mount needs a folder')
    mount = value
    rest = rest.slice(used)
  }
  if (rest[0] === '--') rest = rest.slice(1)
  else if (rest[0]?.startsWith('-') === true) {
    return wrong(`there is no option ${rest[0]}; lab --help tells more`)
  }
  if (rest.length === 0) return wrong('name a command to run after --')
  return { type: 'exec', command: rest, mount }
}
