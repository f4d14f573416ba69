/** The timeline: picture and table of what happened, and what is said of what one points at. */
import type { Locator, Page } from 'playwright-core'

export class TimelinePane {
  readonly region: Locator
  readonly tab: Locator
  readonly picture: Locator
  readonly table: Locator
  readonly readout: Locator
  readonly card: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.region = page.getByRole('region', { name: 'What happens', exact: true })
    this.tab = this.region.getByRole('tab', { name: 'Timeline', exact: true })
    this.picture = this.region.getByRole('application', { name: /^Picture of what happened/ })
    this.table = this.region.getByRole('table')
    this.readout = this.region.locator('[data-readout]')
    this.card = this.region.getByRole('region', { name: 'Pinned event' })
  }

  async showPicture(): Promise<void> {
    await this.region.getByRole('tab', { name: 'Picture', exact: true }).click()
    await this.picture.waitFor()
  }

  /** Opens the table, and leaves in it what contains `search`. */
  async showTable(search = ''): Promise<void> {
    await this.region.getByRole('tab', { name: 'Table', exact: true }).click()
    await this.region.getByRole('searchbox', { name: 'Search the table' }).fill(search)
    await this.table.waitFor()
  }

  /** Cells of each row in sight, without the time. */
  async rows(): Promise<string[]> {
    const rows = this.table.locator('tbody tr:not([aria-hidden])')
    return rows.evaluateAll((all) =>
      all.map((row) =>
        [...row.querySelectorAll('td')]
          .slice(1)
          .map((cell) => cell.textContent)
          .join(' | '),
      ),
    )
  }

  row(text: string | RegExp): Locator {
    return this.table.getByRole('row').filter({ hasText: text })
  }

  /** What a button of the table saves, as text. */
  async saved(kind: 'JSON' | 'CSV'): Promise<string> {
    const [download] = await Promise.all([
      this.#page.waitForEvent('download'),
      this.region.getByRole('button', { name: kind, exact: true }).click(),
    ])
    const parts: Buffer[] = []
    for await (const part of await download.createReadStream()) parts.push(Buffer.from(part))
    return Buffer.concat(parts).toString()
  }
}
