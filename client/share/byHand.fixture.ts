/** Codes of links for tests: ours, and such as nobody but a hand would make. */
import type { Changes } from './files.ts'
import { pack } from './pack.ts'

export async function packed(changes: Changes): Promise<string> {
  const result = await pack(changes)
  if (result.type === 'failed') throw new Error(result.say)
  return result.code
}

export function base64url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (one) => String.fromCodePoint(one)).join('')
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** A link made by hand: any text, or value as JSON, deflated as ours are. */
export async function byHand(value: unknown, version = '1'): Promise<string> {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const deflated = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return `${version}.${base64url(new Uint8Array(await new Response(deflated).arrayBuffer()))}`
}
