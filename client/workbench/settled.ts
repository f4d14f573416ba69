/** When the page has been drawn with a place for the editor: its text and Run come before the editor's work. */

let settle: () => void = () => undefined

export const settled = new Promise<void>((resolve) => (settle = resolve))

/** Returns how to call it off. */
export function settleWhenDrawn(then: () => void): () => void {
  const frame = requestAnimationFrame(() => {
    settle()
    then()
  })
  return () => cancelAnimationFrame(frame)
}
