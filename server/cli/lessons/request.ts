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
}

export type Request =
  | PlayRequest
  | { readonly type: 'schema' | 'help' }
  | { readonly type: 'new'; readonly name: string; readonly lessons: string | undefined }
  | { readonly type: 'wrong'; readonly say: string }

export const HELP = `npm run lessons -- [lint | play | new NAME | schema] [options]

Without a word: lint, then play everything in real labs. Exits 1 when something is not as claimed.
  lint            forms, links, pictures, prose
  play            transcripts, truths, predictions, exercises
  new 07-patterns a lesson to begin with: it lints and plays
  schema          writes lessons/schema, for completion in editors

  --only 01/02    lessons, and steps, whose names begin so
  --lessons DIR   another folder than ./lessons
  --fresh         play what has not changed since it was last proven, too (always so with CI=true)
  --jobs N        labs side by side; default twice the cores
  --json          one JSON object per result
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
}

type Options = { -readonly [K in keyof PlayRequest]: PlayRequest[K] }

/** Takes one option; the number of words it was, or a sentence. */
function take(options: Options, word: string, value: string | undefined): number | string {
  switch (word) {
    case '--json':
    case '--watch':
    case '--fresh':
      options[word === '--json' ? 'json' : word === '--watch' ? 'watch' : 'fresh'] = true
      return 1
    case '--only':
    case '--lessons':
    case '--junit':
      if (value === undefined) return `${word} needs a value.`
      options[word === '--only' ? 'only' : word === '--lessons' ? 'lessons' : 'junit'] = value
      return 2
    case '--jobs': {
      const jobs = Number(value)
      if (!Number.isInteger(jobs) || jobs < 1) return '--jobs needs a whole number from 1 on.'
      options.jobs = jobs
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
  if (verb === 'schema') return { type: 'schema' }
  if (verb === 'prove' || verb === 'lint' || verb === 'play') return { ...options, type: verb }
  return { type: 'wrong', say: `${verb} is not known. npm run lessons -- --help lists what is.` }
}
