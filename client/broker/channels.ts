/** Names of channels to offer, and why nobody received a message. Pure. */
import type { Heard } from './standing.ts'

const NAMED =
  /\b(?:subscribe|publish|ssubscribe|spublish)\(\s*[rbf]?(['"])(?<name>[^'"\n]{1,200})\1/g

/** Channels that a step's code names in a call, in their order, each once. */
export function channelsIn(texts: readonly string[]): string[] {
  const names = texts.flatMap((text) =>
    [...text.matchAll(NAMED)].map((match) => match.groups?.['name'] ?? ''),
  )
  return [...new Set(names)]
}

/**
 * First those of the step's code that somebody listens to now, then its others, then what is listened to
 * elsewhere: a program of another step may still run.
 */
export function offered(heard: readonly Heard[], named: readonly string[]): string[] {
  const live = heard.filter(({ kind }) => kind === 'channel').map(({ name }) => name)
  return [...new Set([...named.filter((name) => live.includes(name)), ...named, ...live])]
}

/** One sentence of why 0 received a message on `channel`; `nameOf` gives a program's shown name. */
export function whyNobody(
  channel: string,
  heard: readonly Heard[],
  nameOf: (program: string) => string,
): string {
  const who = ({ by }: Heard): string => nameOf(by[0]?.program ?? '')
  const shard = heard.find(({ kind, name }) => kind === 'shard' && name === channel)
  if (shard) return `${who(shard)} listens to it as a shard channel: only SPUBLISH reaches that.`
  const near = heard.find(({ kind, name }) => kind !== 'shard' && isNear(name, channel))
  if (near === undefined) return `Nobody has subscribed to ${channel} now.`
  if (near.kind === 'pattern')
    return `${who(near)} listens to the pattern ${near.name}, which does not match.`
  return `Nobody has subscribed to ${channel} now; ${who(near)} listens to ${near.name}, another name.`
}

/** Equal but for capitals and blanks, or one begins with the other. */
function isNear(name: string, channel: string): boolean {
  const [a, b] = [name, channel].map((one) => one.toLowerCase().replaceAll(/[\s*?]/g, ''))
  if (a === undefined || b === undefined || a === '' || b === '') return false
  return a === b || a.startsWith(b) || b.startsWith(a)
}
