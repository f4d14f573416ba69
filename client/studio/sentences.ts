/** What is wrong, and what to do about it: the first sentence, and the rest. Pure. */

export function sentences(say: string): readonly [string, string] {
  const end = /[.!?](?=\s|$)/.exec(say)
  if (end === null) return [say, '']
  return [say.slice(0, end.index + 1), say.slice(end.index + 1).trim()]
}
