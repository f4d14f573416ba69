/** The step's app: the buttons that visit it, and the panel that shows its page. */
import type { FrameLocator, Locator, Page } from 'playwright-core'

export class AppPane {
  /** Under the text. */
  readonly visits: Locator
  readonly leave: Locator
  readonly tab: Locator
  readonly frame: FrameLocator
  readonly path: Locator
  readonly reload: Locator
  /** Those that still wait, beside the last. */
  readonly waiting: Locator

  constructor(page: Page) {
    this.visits = page.getByRole('region', { name: 'Visits of the app' })
    this.leave = this.visits.getByRole('button', { name: 'Leave it' })
    this.tab = page.getByRole('tab', { name: 'App', exact: true })
    this.frame = page.frameLocator('iframe[title^="The app\'s page"]')
    this.path = page.getByRole('textbox', { name: 'Path of the page' })
    this.reload = page.getByRole('button', { name: 'Reload', exact: true })
    this.waiting = page.getByRole('list', { name: 'Visits that still wait' })
  }

  async visit(path: string): Promise<void> {
    await this.visits.getByRole('button', { name: `Visit ${path}`, exact: true }).click()
  }

  /** Waits until the words under the buttons say so. */
  async says(words: RegExp): Promise<void> {
    await this.visits.getByText(words).first().waitFor()
  }
}
