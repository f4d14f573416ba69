/** Which names a new file can have. Pure. */

/** Why `name` can't be a new file's name, as one sentence; undefined when it can. */
export function nameTrouble(name: string, taken: readonly string[]): string | undefined {
  if (name === '') return 'A file needs a name.'
  if (taken.includes(name)) return `There is a ${name} already.`
  if (name.startsWith('/') || name.split('/').includes('..'))
    return 'Files stay in the folder of the step.'
  if (!/^[\w.\- /]+$/.test(name) || name.endsWith('/'))
    return 'Letters, digits, dots, dashes and / make a name.'
  return name.length > 100 ? 'That name is longer than 100 characters.' : undefined
}
