/** Where the card of a term stands: below its word, or above where there is more room. Pure. */

export interface Box {
  readonly left: number
  readonly top: number
  readonly bottom: number
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Between card and word, and between card and window, px. */
const GAP = 4
const MARGIN = 8

/** Upper left corner of a card in a window, px; never out of it. */
export function placeCard(word: Box, card: Size, window: Size): { left: number; top: number } {
  const left = Math.max(MARGIN, Math.min(word.left, window.width - card.width - MARGIN))
  const below = word.bottom + GAP
  const above = word.top - GAP - card.height
  const fits = below + card.height + MARGIN <= window.height
  return { left, top: fits || above < MARGIN ? below : above }
}
