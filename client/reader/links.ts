/** What a link in a step's prose means on this page. Pure. */

export type Meant =
  | { type: 'file'; file: string; line: number | undefined }
  | { type: 'step'; step: string }
  /** A word of the glossary: its card opens by itself, and its link leads to the glossary's page. */
  | { type: 'term' }
  /** An address of its own. */
  | { type: 'away' }

/** `data` are the link's `data-` attributes: the server has found the files and steps that there are. */
export function meaningOfLink(data: Readonly<Record<string, string | undefined>>): Meant {
  const { file, line, step, term } = data
  if (term !== undefined) return { type: 'term' }
  if (file !== undefined) {
    return { type: 'file', file, line: line === undefined ? undefined : Number(line) }
  }
  return step === undefined ? { type: 'away' } : { type: 'step', step }
}
