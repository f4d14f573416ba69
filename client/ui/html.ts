/** Hands HTML that the server has made from lessons, and sanitised, to React. */

/** Only for fields that the protocol marks as HTML. */
export function html(__html: string): { dangerouslySetInnerHTML: { __html: string } } {
  return { dangerouslySetInnerHTML: { __html } }
}
