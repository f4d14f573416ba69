/** The head of an attack: what it tries, what stops it and how, and what the learner reads. Pure. */
import { LAYERS, type Layer } from './layers.ts'

export const FAMILIES = [
  'resources',
  'escape',
  'shared-uid',
  'template',
  'supervisor',
  'protocol',
  'redis',
  'tap',
] as const
export type Family = (typeof FAMILIES)[number]

export interface Header {
  /** One sentence. */
  readonly tries: string
  readonly layer: Layer
  /** How the layer shows: the pair of both is this attack's alone. */
  readonly how: string
  /** Matches what the learner reads: what the program printed, or the sentence of its end. */
  readonly reads: RegExp
  /** `exit 0`, `limit memory`, `signal SIGSYS`, `stopped`, or `any`; more than one with ` or ` between them. */
  readonly ends: string
  /** Stop is pressed, or a neighbour's program started, after this was printed. */
  readonly after: string | undefined
  /** What labs must have: `users` of their own, or a bound of `memory`, `pids` or `cpu`. Without it the attack is not played. */
  readonly needs: string | undefined
}

const FIELDS = ['tries', 'layer', 'how', 'reads', 'ends', 'after', 'needs'] as const
type Field = (typeof FIELDS)[number]

/** Reads `# Tries: ...` and its like from the first lines of a program. Throws with a sentence. */
export function parseHeader(text: string): Header {
  const found = new Map<Field, string>()
  for (const line of text.split('\n')) {
    const words = /^(?:#|\/\/) ?(?:(\w+): (.+)|.*)$/.exec(line)
    if (words === null) break
    const [, name = '', value = ''] = words
    const field = FIELDS.find((one) => one === name.toLowerCase())
    if (field !== undefined) found.set(field, value)
    else if (name !== '') throw new Error(`${name.toLowerCase()} is no field of a header`)
  }
  const must = (field: Field): string => {
    const value = found.get(field)
    if (value === undefined) throw new Error(`the header lacks ${field}`)
    return value
  }
  const layer = must('layer')
  if (!isLayer(layer)) throw new Error(`${layer} is no layer`)
  return {
    tries: must('tries'),
    layer,
    how: must('how'),
    reads: new RegExp(must('reads'), 'm'),
    ends: must('ends'),
    after: found.get('after'),
    needs: found.get('needs'),
  }
}

function isLayer(name: string): name is Layer {
  return Object.hasOwn(LAYERS, name)
}
