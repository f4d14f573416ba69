/** Sharing: its sheet, and what is said above the editor of code that came with a link. */
import type { Locator, Page } from 'playwright-core'

export class SharePane {
  readonly sheet: Locator
  readonly strip: Locator
  readonly link: Locator
  readonly html: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.sheet = page.getByRole('dialog', { name: 'Share this step' })
    this.strip = page.getByRole('region', { name: 'Shared code' })
    this.link = this.sheet.getByRole('textbox', { name: 'Link' })
    this.html = this.sheet.getByRole('textbox', { name: 'HTML' })
  }

  async open(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Share or download this code' }).click()
    await this.sheet.waitFor()
  }

  /** The address of the step with the code that is in the editor. */
  async address(): Promise<string> {
    await this.open()
    const address = await this.link.inputValue()
    await this.#page.keyboard.press('Escape')
    return address
  }

  /** Resolves when just this is said above the editor. */
  async says(words: string): Promise<void> {
    await this.strip.getByRole('status').getByText(words, { exact: true }).waitFor()
  }

  async press(button: string): Promise<void> {
    await this.strip.getByRole('button', { name: button, exact: true }).click()
  }
}
