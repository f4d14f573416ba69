/** What `npm run lessons` is asked to do, from its arguments. Pure. */

export interface PlayRequest {
  readonly type: 'prove' | 'lint' | 'play'
  /** `01` or `01/02`: only lessons and steps that begin so. */
  readonly only: string | undefined
  /** Another folder of lessons than ours. */
  readonly lessons: string | undefined
  readonly json: boolean
  /** File for a JUnit report. */
  readonly junit: string | undefined
  readonly watch: boolean
  /** Plays what has not changed, too. */
  readonly fresh: boolean
  /** Labs side by side. */
  readonly jobs: number | undefined
  /** How often each piece is played. */
  readonly repeat: number
  /** Busy loops run beside the labs. */
  readonly load: boolean
  /** Instead of proving: proposes transcripts of what was printed. */
  readonly record: boolean
  /** Writes what is proposed without a question. */
  readonly yes: boolean
}

export type Request =
  | PlayRequest
  | { readonly type: 'help' }
  | { readonly type: 'schema'; readonly lessons: string | undefined }
  | { readonly type: 'new'; readonly name: string; readonly lessons: string | undefined }
  | { readonly type: 'wrong'; readonly say: string }

export const HELP = `npm run lessons -- [lint | play | new NAME | schema | export LESSON | print LESSON] [options]

Without a word: lint, then play everything in real labs. Exits 1 when something is not as claimed.
  lint            forms, links, pictures, prose
  play            transcripts, truths, predictions, exercises
  new 07-patterns a lesson to begin with: it lints and plays
  schema          writes schema/ into the lessons' folder, for completion in editors
  export 01       writes the lesson as a zip that plays at home; --out DIR says where
  print 01        plays it and writes a page to be printed, with what was seen; --out FILE

  --only 01/02    lessons, and steps, whose names begin so
  --lessons DIR   another folder than ./lessons, for all of these
  --fresh         play what has not changed since it was last proven, too (always so with CI=true)
  --record        shows transcripts of what was printed, and writes them when you agree
  --yes           with --record: writes them without a question
  --repeat N      plays everything so often; all of it must hold
  --load          keeps the machine busy meanwhile, with two loops for each core
  --jobs N        labs side by side; default twice the cores
  --json          one JSON object per mistake of form, and per result
  --junit FILE    a report in JUnit's form
  --watch         again whenever a file is saved
`

const usual: PlayRequest = {
  type: 'prove',
  only: undefined,
  lessons: undefined,
  json: false,
  junit: undefined,
  watch: false,
  fresh: false,
  jobs: undefined,
  repeat: 1,
  load: false,
  record: false,
  yes: false,
}

type Options = { -readonly [K in keyof PlayRequest]: PlayRequest[K] }

const flags = {
  '--json': 'json',
  '--watch': 'watch',
  '--fresh': 'fresh',
  '--load': 'load',
  '--record': 'record',
  '--yes': 'yes',
} as const
const values = { '--only': 'only', '--lessons': 'lessons', '--junit': 'junit' } as const

/** Takes one option; the number of words it was, or a sentence. */
function take(options: Options, word: string, value: string | undefined): number | string {
  switch (word) {
    case '--json':
    case '--watch':
    case '--fresh':
    case '--load':
    case '--record':
    case '--yes':
      options[flags[word]] = true
      return 1
    case '--only':
    case '--lessons':
    case '--junit':
      if (value === undefined) return `${word} needs a value.`
      options[values[word]] = value
      return 2
    case '--jobs':
    case '--repeat': {
      const number = Number(value)
      if (!Number.isInteger(number) || number < 1) return `${word} needs a whole number from 1 on.`
      options[word === '--jobs' ? 'jobs' : 'repeat'] = number
      return 2
    }
    default:
      return `${word} is not known. npm run lessons -- --help lists what is.`
  }
}

export function readRequest(words: readonly string[]): Request {
  const options: Options = { ...usual }
  const named: string[] = []
  for (let at = 0; at < words.length;) {
    const word = words[at] ?? ''
    if (word === '--help' || word === '-h') return { type: 'help' }
    if (!word.startsWith('-')) {
      named.push(word)
      at += 1
      continue
    }
    const taken = take(options, word, words[at + 1])
    if (typeof taken === 'string') return { type: 'wrong', say: taken }
    at += taken
  }
  const [verb = 'prove', name, ...more] = named
  if (more.length > 0) return { type: 'wrong', say: `One thing at a time: ${more.join(' ')}.` }
  if (verb === 'new')
    return name === undefined
      ? { type: 'wrong', say: 'Name the lesson: npm run lessons -- new 07-patterns.' }
      : { type: 'new', name, lessons: options.lessons }
  if (name !== undefined) return { type: 'wrong', say: `Use --only ${name}.` }
  if (verb === 'schema') return { type: 'schema', lessons: options.lessons }
  if (verb === 'prove' || verb === 'lint' || verb === 'play') return { ...options, type: verb }
  return { type: 'wrong', say: `${verb} is not known. npm run lessons -- --help lists what is.` }
}
