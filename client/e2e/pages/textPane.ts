/** The text of a step, with what it offers beside its programs and the way to its neighbours. */
import type { Locator, Page } from 'playwright-core'

export class TextPane {
  readonly region: Locator
  readonly title: Locator
  /** Says whether this lab's Redis runs. */
  readonly redis: Locator
  readonly #turn: Locator

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Text', exact: true })
    this.title = this.region.getByRole('heading', { level: 1 })
    this.redis = this.region.getByRole('region', { name: 'Redis of this lab' })
    this.#turn = this.region.getByRole('navigation', { name: 'Previous and next step' })
  }

  /** Waits until a step with this title is shown. */
  async shows(title: string): Promise<void> {
    await this.region.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
  }

  /** Asks to be shown what a step's program does, without a prediction. */
  async justShow(): Promise<void> {
    await this.region.getByRole('button', { name: 'Just show me' }).click()
  }

  /** Goes to the step before or after by its title at the foot of the text. */
  async turnTo(title: string): Promise<void> {
    await this.#turn.getByRole('link', { name: title, exact: true }).click()
    await this.shows(title)
  }
}
