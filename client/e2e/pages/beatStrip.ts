/** The line that says whether an app's page is answered. */
import type { Locator, Page } from 'playwright-core'

export class BeatStrip {
  readonly region: Locator

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Beats of front page' })
  }

  /** Waits until it says so. */
  async says(verdict: RegExp, timeout = 15_000): Promise<void> {
    // The words of single beats, drawn below the bars, are hidden from assistive technology.
    await this.region.locator(':not(svg *)').getByText(verdict).first().waitFor({ timeout })
  }

  /** For how many seconds the page has had no answer, as it is said now. */
  async silence(): Promise<number> {
    const said = /no answer for (\d+) s/.exec(await this.region.innerText())
    return Number(said?.[1] ?? 0)
  }
}
