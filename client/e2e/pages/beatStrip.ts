/** What the timeline says of an app's beats, to those who do not see the picture. */
import type { Locator, Page } from 'playwright-core'

export class BeatStrip {
  readonly region: Locator

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Beats of front page' })
  }

  /** Waits until it says so. */
  async says(verdict: RegExp): Promise<void> {
    await this.region.getByText(verdict).waitFor()
  }

  /** For how many seconds the page has had no answer, as it is said now. */
  async silence(): Promise<number> {
    const said = /no answer for (\d+) s/.exec(await this.region.innerText())
    return Number(said?.[1] ?? 0)
  }
}
