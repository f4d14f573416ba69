/** The editor with its tabs, its menu of files, and the buttons that run the step. */
import type { Locator, Page } from 'playwright-core'

export class CodePane {
  readonly region: Locator
  readonly runAll: Locator
  readonly run: Locator
  readonly stop: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.region = page.getByRole('region', { name: 'Code', exact: true })
    const button = (name: string): Locator => this.region.getByRole('button', { name, exact: true })
    this.runAll = button('Run all')
    this.run = button('Run')
    this.stop = button('Stop')
  }

  /** The editor of an open file: Monaco's, or the plain one. */
  editor(file: string): Locator {
    const name = new RegExp(`^Code of ${file.replace('.', String.raw`\.`)}\\b`)
    return this.region.getByRole('textbox', { name })
  }

  tab(file: string): Locator {
    return this.region.getByRole('tab', { name: new RegExp(`^${file}(,|$)`) })
  }

  /** What is said beside a line that a thread holds, or that a program ended at. */
  mark(line: number): Locator {
    return this.region.getByRole('button', { name: new RegExp(`^Line ${line}: `) })
  }

  /** Resolves when the open file stands in Monaco; before, an edit would go to what is replaced. */
  async ready(file: string): Promise<void> {
    await this.region
      .getByRole('textbox', { name: `Code of ${file}. Ctrl+M lets Tab leave the editor.` })
      // It has no size of its own, so it is never visible.
      .waitFor({ state: 'attached' })
  }

  /** Opens the file and pastes `text` over all of it. */
  async write(file: string, text: string): Promise<void> {
    await this.tab(file).click()
    await this.ready(file)
    await this.paste(file, text)
  }

  /** Pastes `text` over all of the open file, in whichever editor there is. */
  async paste(file: string, text: string): Promise<void> {
    await this.#page.bringToFront()
    await this.editor(file).focus()
    await this.#page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
    await this.#page.keyboard.press('Control+A')
    await this.#page.keyboard.press('Control+V')
  }

  /** What is typed goes to the open file. */
  isTypedIn(file: string): Promise<boolean> {
    return this.editor(file).evaluate((editor) => editor.contains(document.activeElement))
  }

  /** The text of the open file, as the editor gives it to the clipboard. */
  async text(file: string): Promise<string> {
    await this.#page.bringToFront()
    await this.ready(file)
    await this.editor(file).focus()
    await this.#page.keyboard.press('Control+A')
    await this.#page.keyboard.press('Control+C')
    return this.#page.evaluate(() => navigator.clipboard.readText())
  }

  /** Opens the menu of the step's files. */
  async files(): Promise<Locator> {
    return this.#panel('Files of this step')
  }

  /** Opens the list of files that programs wrote. */
  async written(): Promise<Locator> {
    return this.#panel('Files that your programs wrote')
  }

  async #panel(name: string): Promise<Locator> {
    await this.region.getByRole('button', { name, exact: true }).click()
    const panel = this.region.getByRole('region', { name, exact: true })
    await panel.waitFor()
    return panel
  }
}
