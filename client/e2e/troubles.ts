/** What a page must never do while a story is told: throw, log an error, break its own content policy. */
import type { BrowserContext } from 'playwright-core'

/** A connection that a story cuts is no defect of the page. */
const NETWORK = /net::ERR_|^WebSocket connection to /

export class Troubles {
  readonly #found: string[] = []
  readonly #expected: RegExp[] = [NETWORK]

  /** Call before the first page of `context` opens. */
  static async watch(context: BrowserContext): Promise<Troubles> {
    const troubles = new Troubles()
    context.on('weberror', (found) => {
      // A module that could not be fetched is an error without a stack.
      const { name, message, stack = '' } = found.error()
      troubles.#found.push(stack.includes(message) ? stack : `${name}: ${message}\n${stack}`)
    })
    context.on('console', (said) => {
      if (said.type() !== 'error') return
      troubles.#found.push(said.text() === '' ? `an error at ${said.location().url}` : said.text())
    })
    // Some violations are told to the page alone.
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
        console.error(`Content Security Policy: ${effectiveDirective} forbids ${blockedURI}`),
      )
    })
    return troubles
  }

  /** This story means to provoke it. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern)
  }

  /** What was not to be expected, or nothing. */
  get found(): readonly string[] {
    return this.#found.filter((one) => !this.#expected.some((pattern) => pattern.test(one)))
  }
}
