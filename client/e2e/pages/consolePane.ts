/** One program's console: what it is doing, what it printed, its buttons and its input. */
import type { Locator, Page } from 'playwright-core'

/** What no program prints. */
const NOTHING = 'nothing was copied yet'

export class ConsolePane {
  readonly region: Locator
  readonly log: Locator
  readonly input: Locator
  readonly #page: Page
  readonly #name: string

  constructor(page: Page, name: string) {
    this.#page = page
    this.#name = name
    this.region = page.getByRole('region', { name: `Console of ${name}`, exact: true })
    this.log = page.getByRole('log', { name: `Output of ${name}`, exact: true })
    this.input = this.region.getByRole('textbox', { name: `Input for ${name}`, exact: true })
  }

  /** Waits until the state line says so. */
  async says(state: string | RegExp): Promise<void> {
    await this.region.locator('header').getByText(state).waitFor()
  }

  /** Waits until a line with this text is there. */
  async prints(text: string | RegExp): Promise<void> {
    // Not one of a run before, which is folded.
    await this.log.getByText(text).filter({ visible: true }).first().waitFor()
  }

  async run(): Promise<void> {
    await this.#button(`Run ${this.#name}`).click()
  }

  async restart(): Promise<void> {
    await this.#button(`Restart ${this.#name}`).click()
  }

  async stop(): Promise<void> {
    await this.#button(`Stop ${this.#name}`).click()
  }

  async type(line: string): Promise<void> {
    await this.input.fill(line)
    await this.input.press('Enter')
  }

  /** All that it printed, as Copy gives it. */
  async copied(): Promise<string> {
    await this.#page.bringToFront()
    // What was copied before may still be there for a moment after the press.
    await this.#page.evaluate((none) => navigator.clipboard.writeText(none), NOTHING)
    await this.region.getByRole('button', { name: /^(Copy|Copied) the output of/ }).click()
    return this.#page.evaluate(async (none) => {
      for (;;) {
        const text = await navigator.clipboard.readText()
        if (text !== none) return text
        await new Promise(requestAnimationFrame)
      }
    }, NOTHING)
  }

  /** The folded runs before this one. */
  get older(): Locator {
    return this.log.getByRole('group')
  }

  #button(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true })
  }
}
