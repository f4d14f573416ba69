/** What the forms of lesson files are made of: strict maps, described fields, small types. */
import * as z from 'zod/mini'
import { suggest } from './nearest.ts'

interface RawIssue {
  readonly code?: string
  readonly input?: unknown
  readonly keys?: readonly string[]
}

/** The message of a field: `title is missing. It must be ...` or `title must be ...`. */
export function must(name: string, be: string): (issue: RawIssue) => string {
  return (issue) =>
    issue.input === undefined ? `${name} is missing. It must be ${be}.` : `${name} must be ${be}.`
}

/** Gives a field the description that an editor shows for it. */
export function described<S extends z.ZodMiniType>(description: string, schema: S): S {
  // A copy: the same form stands in several places, described differently in each.
  const copy = z.clone(schema)
  z.globalRegistry.add(copy, { description })
  return copy
}

/**
 * A map with these fields and no others. `what` names it in messages, as in `A program`.
 * Unknown keys give one line per key, in the order of the issue's `keys`.
 */
export function fields<S extends z.core.$ZodShape>(
  what: string,
  shape: S,
): z.ZodMiniObject<S, z.core.$strict> {
  const known = Object.keys(shape)
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => `Unknown key ${key}. ${suggest(key, known)}`).join('\n')
      }
      const map = `be a map with the keys ${known.join(', ')}.`
      return issue.input === undefined
        ? `${what} is missing. It must ${map}`
        : `${what} must ${map}`
    },
  })
}

/** One or more words. */
export function text(name: string, be: string): z.ZodMiniString {
  return z.string({ error: must(name, be) }).check(z.regex(/\S/, { error: must(name, be) }))
}

function compiles(source: string): boolean {
  try {
    new RegExp(source, 'u')
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** A regular expression. */
export function pattern(name: string): z.ZodMiniString {
  return text(name, 'a regular expression').check(
    z.refine(compiles, {
      error: `${name} is not a regular expression. Quote what is meant literally, or use has:.`,
    }),
  )
}

/** A map from ids to `value`; ids are `a-z0-9-` and begin with a letter. */
export function byId<V extends z.ZodMiniType>(name: string, value: V) {
  const id = z.string().check(
    z.regex(/^[a-z][a-z0-9-]*$/, {
      error: 'An id has only a to z, 0 to 9 and -, and begins with a letter. Rename it.',
    }),
  )
  return z.record(id, value, { error: must(name, 'a map from an id to its fields') })
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000 }

/** `500ms`, `2s`, `1min`; becomes milliseconds. */
export function duration(name: string) {
  const form = must(name, 'a time as 500ms, 2s or 1min')
  return z.pipe(
    z.string({ error: form }).check(z.regex(/^\d+(\.\d+)?(ms|s|min)$/, { error: form })),
    z.transform((written: string) => {
      const unit = written.replace(/^[\d.]+/, '')
      return Number.parseFloat(written) * (units[unit] ?? 1)
    }),
  )
}

const countForm = 'Write a count as 0, 2, 1+ or 2..5.'

/** `0`, `2`, `1+`, `2..5`; becomes its bounds, `max` is Infinity for `1+`. */
export const count = z.pipe(
  z.union(
    [
      z.int({ error: countForm }).check(z.minimum(0, { error: countForm })),
      z.string().check(z.regex(/^\d+(\+|\.\.\d+)$/, { error: countForm })),
    ],
    { error: countForm },
  ),
  z.transform((written: number | string) => {
    const [min = '0', max] = String(written).split(/\+|\.\./)
    const least = Number(min)
    if (max === undefined) return { min: least, max: least }
    return { min: least, max: max === '' ? Infinity : Number(max) }
  }),
)

const shareForm = 'Write a share as 15%..89%.'

/** `15%..89%`; becomes its bounds, as parts of one. */
export const share = z.pipe(
  z
    .string({ error: shareForm })
    .check(z.regex(/^\d+(\.\d+)?%\.\.\d+(\.\d+)?%$/, { error: shareForm })),
  z.transform((written: string) => {
    const [low = 0, high = 0] = written.split('..').map((part) => Number.parseFloat(part) / 100)
    return { low, high }
  }),
)

/** A whole number from `least` on. */
export function whole(name: string, least: number, be: string) {
  return z.int({ error: must(name, be) }).check(z.minimum(least, { error: must(name, be) }))
}

/** A list of `entry` with `least` to `most` of them. */
export function list<E extends z.ZodMiniType>(
  entry: E,
  size: { least: number; most: number; say: (issue: RawIssue) => string },
): z.ZodMiniArray<E> {
  return z
    .array(entry, { error: size.say })
    .check(
      z.minLength(size.least, { error: size.say }),
      z.maxLength(size.most, { error: size.say }),
    )
}
