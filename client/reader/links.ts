/** What a link in a step's prose means on this page. Pure. */

export type Meant =
  | { type: 'file'; file: string; line: number | undefined }
  | { type: 'step'; step: string }
  | { type: 'quiz' }
  /** An address of its own. */
  | { type: 'away' }

interface Place {
  files: readonly string[]
  steps: readonly string[]
}

/** `href` as the author wrote it: `views.py#L12`, `../04-frozen/README.md`, `../quiz.yaml`. */
export function meaningOfLink(href: string, { files, steps }: Place): Meant {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) return { type: 'away' }
  const [path = '', anchor = ''] = href.split('#')
  const clean = path.replace(/^(\.\/)+/, '')
  if (files.includes(clean)) return { type: 'file', file: clean, line: lineIn(anchor) }
  const parts = clean.split('/').filter((part) => part !== '' && part !== '..')
  if (parts.at(-1) === 'quiz' || parts.at(-1) === 'quiz.yaml') return { type: 'quiz' }
  const step = parts.findLast((part) => steps.includes(part))
  return step === undefined ? { type: 'away' } : { type: 'step', step }
}

function lineIn(anchor: string): number | undefined {
  const digits = /^L(\d+)/.exec(anchor)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
