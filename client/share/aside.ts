/** Code that was put aside for other code: the newest first, and it can always change places with the draft. Pure. */
import * as z from 'zod/mini'
import { alike } from './files.ts'
import type { Changes } from './files.ts'

const Files = z.record(z.string(), z.nullable(z.string()))

/** `mine`: whether it is the learner's own, or came with a link. */
export const Aside = z.array(z.object({ files: Files, mine: z.boolean() }))
export type Aside = z.infer<typeof Aside>

const MOST = 5
/** An entry of progress holds 300,000 characters. */
const MOST_CHARS = 290_000

/** On top; what lies lowest goes when there is too much. */
export function putAside(aside: Aside, one: { files: Changes; mine: boolean }): Aside {
  const others = aside.filter(({ files }) => !alike(files, one.files))
  const next = [one, ...others].slice(0, MOST)
  while (next.length > 1 && JSON.stringify(next).length > MOST_CHARS) next.pop()
  return next
}
