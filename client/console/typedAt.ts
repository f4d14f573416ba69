/** When the learner last pressed a key on this page, ms on the page's clock; Ctrl and its like do not count. */

const MODIFIERS = new Set(['Control', 'Shift', 'Alt', 'Meta'])
let at = 0

addEventListener('keydown', ({ key }) => {
  if (!MODIFIERS.has(key)) at = performance.now()
})

export function typedAt(): number {
  return at
}
