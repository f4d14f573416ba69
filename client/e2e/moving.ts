/** What of a page would move. */
import type { Frame } from 'playwright-core'

/** Each element, or what stands before or after it, that would take time to change, with how long. */
export function moving(page: Pick<Frame, 'evaluate'>): Promise<string[]> {
  return page.evaluate(() => {
    const ms = (times: string) =>
      Math.max(
        ...times.split(',').map((time) => parseFloat(time) * (time.endsWith('ms') ? 1 : 1000)),
      )
    return [...document.querySelectorAll('*')].flatMap((element) =>
      ['', '::before', '::after'].flatMap((pseudo) => {
        const { transitionDuration, animationDuration, animationName, scrollBehavior } =
          getComputedStyle(element, pseudo)
        const animated = animationName === 'none' ? 0 : ms(animationDuration)
        const longest = Math.max(ms(transitionDuration), animated)
        if (longest === 0 && scrollBehavior !== 'smooth') return []
        return [`${element.tagName} ${element.getAttribute('class') ?? ''}${pseudo}: ${longest} ms`]
      }),
    )
  })
}
