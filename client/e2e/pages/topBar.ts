/** The bar at the top: the wire of the steps, the lab's line, the keys, the theme. */
import type { Locator, Page } from 'playwright-core'

export class TopBar {
  readonly region: Locator
  readonly steps: Locator
  readonly theme: Locator

  constructor(page: Page) {
    this.region = page.getByRole('banner')
    this.steps = this.region.getByRole('navigation', { name: 'Steps' })
    this.theme = this.region.getByRole('button', { name: /^Theme/ })
  }

  /** The line that says how connection and lab are. */
  lab(says: string | RegExp): Locator {
    return this.region.getByRole('button', { name: says })
  }

  /** The stop of a step on the wire, by its title. */
  stop(title: string): Locator {
    return this.steps.getByRole('link', { name: new RegExp(`^\\d+, ${title}`) })
  }
}
