/** An author: a course of their own on disk, the studio that watches it, and a browser that shows it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { launchChromium } from './chromium.ts'
import { ended, printed } from './process.ts'

const ROOT = resolve(import.meta.dirname, '../..')

interface Parts {
  readonly folder: string
  readonly studio: ChildProcess
  readonly browser: Browser
  readonly page: Page
  readonly troubles: readonly string[]
}

export class Author {
  readonly page: Page
  /** The page as a learner sees it. */
  readonly framed: FrameLocator
  readonly #parts: Parts

  private constructor(parts: Parts) {
    this.page = parts.page
    this.framed = parts.page.frameLocator('iframe')
    this.#parts = parts
  }

  /** With a copy of this project's lessons; rejects when the studio does not start. */
  static async sitDown(): Promise<Author> {
    const folder = await mkdtemp(join(tmpdir(), 'backchannel-author-'))
    const lessons = join(folder, 'lessons')
    await cp(join(ROOT, 'lessons'), lessons, { recursive: true })
    const command = ['--import', 'tsx', 'server/cli/studio.ts', '--port', '0']
    const studio = spawn(process.execPath, [...command, '--lessons', lessons], {
      cwd: ROOT,
      env: { ...process.env, PORT: '', VISUAL: '', EDITOR: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const origin = await printed(studio, /at (http:\/\/\S+)\/studio\//)
    const browser = await launchChromium()
    const context = await browser.newContext({
      ...{ baseURL: origin, viewport: { width: 1440, height: 900 } },
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    const troubles: string[] = []
    context.on('weberror', (found) => troubles.push(String(found.error().stack)))
    context.on('console', (said) => {
      if (said.text().includes('Content Security Policy')) troubles.push(said.text())
    })
    return new Author({ folder, studio, browser, page: await context.newPage(), troubles })
  }

  /** What went wrong in the pages so far. */
  get troubles(): readonly string[] {
    return this.#parts.troubles
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`/studio/#${path}`)
    await this.page.reload()
    await this.framed.getByRole('heading', { level: 1 }).first().waitFor()
  }

  read(file: string): Promise<string> {
    return readFile(this.#path(file), 'utf8')
  }

  /** Saves as most editors do: another file takes its place. */
  async save(file: string, text: string): Promise<void> {
    const beside = join(this.#parts.folder, 'unsaved')
    await writeFile(beside, text)
    await rename(beside, this.#path(file))
  }

  /** Saves the file with a piece of it replaced; what is replaced must be there. */
  async replace(file: string, [from, to]: readonly [string, string]): Promise<void> {
    const before = await this.read(file)
    if (!before.includes(from)) throw new Error(`${file} has no ${from}`)
    await this.save(file, before.replace(from, to))
  }

  /** Gives a folder of the lesson another name. */
  async rename(from: string, to: string): Promise<void> {
    await rename(this.#path(from), this.#path(to))
  }

  /** All lessons are again what they were. */
  async mend(): Promise<void> {
    const lessons = join(this.#parts.folder, 'lessons')
    await cp(join(ROOT, 'lessons'), lessons, { recursive: true })
  }

  async leave(): Promise<void> {
    const { browser, studio, folder } = this.#parts
    await browser.close()
    await ended(studio)
    await rm(folder, { recursive: true, force: true })
  }

  #path(file: string): string {
    return join(this.#parts.folder, 'lessons/01-redis-as-a-broker', file)
  }
}
