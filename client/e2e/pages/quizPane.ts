/** The questions: one at a time, and all of them by idea in the summary. */
import type { Locator, Page } from 'playwright-core'

export class QuizPane {
  readonly summary: Locator
  readonly check: Locator
  readonly #next: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.summary = page.getByRole('region', { name: 'Summary', exact: true })
    this.check = page.getByRole('button', { name: 'Check', exact: true })
    this.#next = page.getByRole('button', { name: /^(Next question|To the summary)$/ })
  }

  /** Waits for `Question 2 of 5`. */
  async asks(place: string): Promise<void> {
    await this.#page.getByRole('heading', { level: 1, name: place, exact: true }).waitFor()
  }

  option(text: string | RegExp): Locator {
    return this.#page.getByRole('radio', { name: text })
  }

  /** Chooses, checks, and waits for what is said to it. */
  async answer(text: string | RegExp): Promise<void> {
    await this.option(text).check()
    await this.check.click()
    await this.#page.getByText('Worked through').waitFor()
  }

  /** Presses Check, and waits for the verdict. */
  async checks(verdict: string | RegExp): Promise<void> {
    await this.check.click()
    await this.#page.getByText(verdict).waitFor()
  }

  /** The same without a mouse, and on to the next question, or to the summary. */
  async checkByKey(verdict: string): Promise<void> {
    await this.check.focus()
    await this.#page.keyboard.press('Enter')
    await this.#page.getByText(verdict, { exact: true }).waitFor()
    // The focus goes there once it is drawn.
    await this.#next.and(this.#page.locator(':focus')).waitFor()
    await this.#page.keyboard.press('Enter')
  }

  /** To the next question, or to the summary. */
  async next(): Promise<void> {
    await this.#next.click()
  }

  /** The line of an idea in the summary. */
  idea(name: string): Locator {
    return this.summary.getByRole('listitem').filter({ hasText: name })
  }
}
