/** What is drawn and can't be seen. */
import type { Frame } from 'playwright-core'

/** Signs that are drawn in a colour that does not stand out from the page. */
export function unseen(page: Pick<Frame, 'evaluate'>): Promise<string[]> {
  return page.evaluate(() => {
    const light = (colour: string) => {
      const [r = 0, g = 0, b = 0] = colour.match(/\d+/g)?.map(Number) ?? []
      return (r * 3 + g * 6 + b) / 2550
    }
    const ground = light(getComputedStyle(document.body).backgroundColor)
    const drawn = document.querySelectorAll('svg :is(path, circle, rect, line, polygon)')
    // Ornament, and what only covers what is behind it.
    const grounds = new Set(['var(--line)', 'var(--sheet)', 'var(--paper)'])
    return [...drawn].flatMap((part) => {
      const look = getComputedStyle(part)
      const box = part.getBoundingClientRect()
      const paints = (['fill', 'stroke'] as const)
        .filter((name) => !grounds.has(part.getAttribute(name) ?? ''))
        .map((name) => look[name])
        .filter((paint) => paint.startsWith('rgb('))
      const stands = paints.some((paint) => Math.abs(light(paint) - ground) > 0.25)
      if (box.width + box.height === 0 || paints.length === 0 || stands) return []
      return [`${part.closest('[class]')?.outerHTML.slice(0, 160) ?? ''}: ${paints.join(', ')}`]
    })
  })
}
