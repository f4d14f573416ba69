/** What a checker of accessibility finds in a page. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Each trouble of the page as it is, or of what `within` selects, with the first place where it was found. */
export async function troubles(page: Page, within?: string): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async (selector) => {
    // Half way from one colour to another, none of them is meant.
    await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => one)))
    const checker = (globalThis as unknown as { axe: typeof axe }).axe
    const { violations } = await (selector === undefined ? checker.run() : checker.run(selector))
    return violations.map(({ id, impact, nodes }) => {
      const [first] = nodes
      return `${impact} ${id}, ${nodes.length} times: ${first?.html.slice(0, 160)} ${first?.failureSummary}`
    })
  }, within)
}
