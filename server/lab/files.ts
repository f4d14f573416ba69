/** Files on their way into a lab, cut so that each message fits a frame. */
export type FileContent = string | Buffer | null

/** As WIRE.md has it. */
export type WireContent = string | null | { readonly base64: string; readonly append?: true }
export type WireFiles = Record<string, WireContent>

/** Bytes of contents in one message; JSON may make six of one. */
const PIECE = 128 * 1024

/** The messages' `files`, in order; one empty message when there are none. */
export function inPieces(files: Readonly<Record<string, FileContent>>): WireFiles[] {
  const messages: WireFiles[] = [{}]
  let room = PIECE
  const put = (path: string, content: WireContent, size: number): void => {
    const last = messages.at(-1)
    if (last === undefined || size > room || path in last) {
      messages.push({ [path]: content })
      room = PIECE - size
    } else {
      last[path] = content
      room -= size
    }
  }
  for (const [path, content] of Object.entries(files)) {
    if (content === null) put(path, null, path.length)
    else if (typeof content === 'string' && content.length <= PIECE) {
      put(path, content, path.length + content.length)
    } else putBytes(path, Buffer.from(content), put)
  }
  return messages
}

function putBytes(
  path: string,
  bytes: Buffer,
  put: (path: string, content: WireContent, size: number) => void,
): void {
  let start = 0
  do {
    const base64 = bytes.subarray(start, start + PIECE).toString('base64')
    put(path, start === 0 ? { base64 } : { base64, append: true }, base64.length)
    start += PIECE
  } while (start < bytes.length)
}
