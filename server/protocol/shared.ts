/** A step's code in a link: what a page keeps on the server when it is too long for one, and the limits of both. */
import * as z from 'zod/mini'

/** Of the code that a link carries or leads to: all names and texts together, in UTF-8. */
export const SHARED_BYTES = 250_000
/** Of the packed code: what is longer is not in the link, but kept on the server. */
export const LINK_CHARS = 4_000
/** Of packed code that the server keeps: SHARED_BYTES that do not pack at all. */
export const SHARED_CHARS = 340_000
export const SHARED_FILES = 100
/** For so long is it kept. */
export const SHARED_DAYS = 30

/** Packed code: its version, a dot, and base64url. The server keeps it as it is and never unpacks it. */
export const SharedCode = z
  .string()
  .check(z.maxLength(SHARED_CHARS), z.regex(/^[1-9]\d{0,3}\.[\w-]+$/))

/** `POST /api/shared`, and the answer to `GET /api/shared/<id>`. */
export const SharedBody = z.object({ code: SharedCode })
export type SharedBody = z.infer<typeof SharedBody>

/** 128 random bits in base64url: who has it may read the code. */
export const SharedId = z.string().check(z.regex(/^[\w-]{22}$/))

/** The answer to `POST /api/shared`: `until` is the wall clock in ms. */
export const SharedKept = z.object({ id: SharedId, until: z.number() })
export type SharedKept = z.infer<typeof SharedKept>
