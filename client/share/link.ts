/** Where shared code stands in an address: after the `#`, so that it is never sent to a server. Pure. */
import { LINK_CHARS } from '../../server/protocol/index.ts'

export type Link =
  /** The code itself, packed. */
  | { type: 'code'; code: string }
  /** It is kept on the server. */
  | { type: 'kept'; id: string }

/** Undefined: the address has no shared code in it. */
export function readLink(hash: string): Link | undefined {
  if (hash.startsWith('#code=')) return { type: 'code', code: hash.slice(6) }
  if (hash.startsWith('#kept=')) return { type: 'kept', id: hash.slice(6) }
  return undefined
}

export function hashOf(link: Link): string {
  return link.type === 'code' ? `#code=${link.code}` : `#kept=${link.id}`
}

/** Chats and mails cut longer ones. */
export function fitsLink(code: string): boolean {
  return code.length <= LINK_CHARS
}
