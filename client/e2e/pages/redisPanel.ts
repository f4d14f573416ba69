/** The panel of hands on the broker: publishing, the prompt, who is connected, Redis itself. */
import type { Locator, Page } from 'playwright-core'

export class RedisPanel {
  readonly publish: Locator
  readonly prompt: Locator
  readonly command: Locator
  readonly log: Locator
  readonly connected: Locator
  readonly power: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.publish = page.getByRole('form', { name: 'Publish by hand' })
    this.prompt = page.getByRole('region', { name: 'Redis prompt' })
    this.command = this.prompt.getByRole('textbox', { name: 'Redis command' })
    this.log = page.getByRole('log', { name: 'Output of the Redis prompt' })
    this.connected = page.getByRole('region', { name: 'Who is connected' })
    this.power = page.getByRole('region', { name: 'Redis itself' })
  }

  async open(): Promise<void> {
    await this.#page.getByRole('tab', { name: 'Redis', exact: true }).click()
    await this.publish.waitFor()
  }

  /** Publishes, and waits until it is told how many received it. */
  async send(channel: string, message: string, received: string | RegExp): Promise<void> {
    await this.publish.getByRole('combobox', { name: 'Channel' }).fill(channel)
    const field = this.publish.getByRole('textbox', { name: 'Message' })
    await field.fill(message)
    await field.press('Enter')
    await this.publish.getByRole('status').getByText(received).waitFor()
  }

  async type(line: string): Promise<void> {
    await this.command.fill(line)
    await this.command.press('Enter')
  }

  /** Waits until the prompt shows it. */
  async shows(text: string | RegExp): Promise<void> {
    await this.log.getByText(text).last().waitFor()
  }

  /** A button of Redis itself. */
  async press(name: 'Stop' | 'Start' | 'Restart'): Promise<void> {
    await this.power.getByRole('button', { name, exact: true }).click()
  }
}
