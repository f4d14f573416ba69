/** Changes of a step as text for a link, and back: deflated JSON in base64url behind a version. */
import * as z from 'zod/mini'
import { SHARED_BYTES, SHARED_CHARS } from '../../server/protocol/index.ts'
import { troubleOf } from './files.ts'
import type { Changes } from './files.ts'

const VERSION = '1'
/** A kilobyte can be a megabyte once inflated: no more of it than that before it is looked at. */
const SLICE = 1_024

/** Pairs, not an object: a name like `__proto__` is a text among others. */
const Pairs = z.array(z.array(z.nullable(z.string())))

/** `failed`: why, in one sentence. */
export type Packed = { type: 'packed'; code: string } | { type: 'failed'; say: string }
export type Unpacked = { type: 'unpacked'; changes: Changes } | { type: 'failed'; say: string }

export async function pack(changes: Changes): Promise<Packed> {
  const pairs = Object.entries(changes)
  const trouble = troubleOf(pairs)
  if (trouble !== undefined) return failed(`This code can’t be shared: ${trouble}.`)
  const json = new TextEncoder().encode(JSON.stringify(pairs))
  if (json.length > SHARED_BYTES) return failed(tooLarge(json.length))
  const deflated = new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(deflated).arrayBuffer())
  const code = `${VERSION}.${toBase64(bytes)}`
  return code.length > SHARED_CHARS ? failed(tooLarge(json.length)) : { type: 'packed', code }
}

/** Never rejects, and holds no more than SHARED_BYTES of what `code` inflates to. */
export async function unpack(code: string): Promise<Unpacked> {
  if (code.length > SHARED_CHARS) return failed(TOO_MUCH)
  const [, version, data] = /^(\d{1,4})\.([\w-]+)$/.exec(code) ?? []
  if (data === undefined) return failed(DAMAGED)
  if (version !== VERSION)
    return failed(
      'This link is of another version of Backchannel. Reload the page, or ask for a new one.',
    )
  const bytes = fromBase64(data)
  const json = bytes === undefined ? undefined : await inflate(bytes)
  if (json === TOO_LARGE) return failed(TOO_MUCH)
  const pairs = json === undefined ? undefined : parse(json)
  if (pairs === undefined) return failed(DAMAGED)
  const trouble = troubleOf(pairs)
  if (trouble !== undefined) return failed(`This link is not opened: ${trouble}.`)
  return { type: 'unpacked', changes: Object.fromEntries(pairs) }
}

const TOO_MUCH = `This link holds more than ${SHARED_BYTES / 1000} kB of code, so it is not opened.`
const DAMAGED = 'This link is damaged: a part of it may be missing. Ask for it again.'

function failed(say: string): { type: 'failed'; say: string } {
  return { type: 'failed', say }
}

function tooLarge(bytes: number): string {
  return `This code is too large to share: ${Math.ceil(bytes / 1000)} kB of ${SHARED_BYTES / 1000} kB.`
}

const TOO_LARGE = Symbol('too large')

/** Undefined: not deflated, or not UTF-8. */
async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<string | typeof TOO_LARGE | undefined> {
  const inflated = slices(bytes).pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let [text, size] = ['', 0]
  try {
    for (;;) {
      const { done, value } = await inflated.read()
      if (done) return text + decoder.decode()
      size += value.length
      if (size > SHARED_BYTES) {
        await inflated.cancel()
        return TOO_LARGE
      }
      text += decoder.decode(value, { stream: true })
    }
  } catch {
    // What is no deflated text was never packed by us.
    return undefined
  }
}

function slices(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(at, (at += SLICE)))
    },
  })
}

function parse(json: string): [string, string | null][] | undefined {
  try {
    const parsed = Pairs.parse(JSON.parse(json))
    return parsed.map(([name, text, ...more]) => {
      if (typeof name !== 'string' || text === undefined || more.length > 0)
        throw new TypeError('not a pair')
      return [name, text]
    })
  } catch {
    return undefined
  }
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCodePoint(...bytes.subarray(at, at + 8_192))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64(data: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const text = atob(data.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(text, (one) => one.codePointAt(0) ?? 0)
  } catch {
    return undefined
  }
}
