/** The browser that the browser tests drive: the system's, or Debian's installed as root. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { install } from './apt.ts'
import { capture } from './command.ts'
import { project } from './places.ts'
import { explain } from './problem.ts'
import { step } from './step.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const playwright = ['playwright-core', 'install', '--with-deps', 'chromium'] as const

export type Browser =
  | { readonly type: 'found'; readonly file: string; readonly version: string }
  | { readonly type: 'missing'; readonly why: string }

/** `ID` of /etc/os-release: `debian`, `ubuntu`. */
export function parseSystem(release: string): string | undefined {
  return /^ID="?([a-z0-9._-]+)"?$/m.exec(release)?.[1]
}

/** A Chromium that starts: `CHROMIUM` when set, else the usual names, else Playwright's own. */
export async function findChromium(): Promise<Browser> {
  const named = process.env.CHROMIUM
  const usual = [...names.map((name) => `/usr/bin/${name}`), chromium.executablePath()]
  const files = named === undefined ? usual : [named]
  for (const file of files) {
    // Ubuntu's /usr/bin/chromium-browser is a script that asks for a snap, and fails.
    const { status, stdout } = await capture([file, '--version'])
    if (status === 0) return { type: 'found', file, version: stdout.trim() }
  }
  return { type: 'missing', why: 'no Chromium was found' }
}

/** As root installs Debian's package, or elsewhere Playwright's build; otherwise says why there is none. */
export async function setUpChromium(): Promise<Browser> {
  const found = await findChromium()
  if (found.type === 'found') return found
  const system = parseSystem(await fs.readFile('/etc/os-release', 'utf8').catch(() => ''))
  const debian = system === 'debian'
  if (process.getuid?.() !== 0) {
    const command = debian ? 'sudo apt-get install chromium' : `sudo npx ${playwright.join(' ')}`
    return { type: 'missing', why: `no Chromium was found: "${command}" brings it` }
  }
  if (debian) {
    await step('Installing chromium with apt, for the browser tests', () =>
      install(['chromium', 'fonts-dejavu-core']),
    )
    return findChromium()
  }
  // Ubuntu's package is a snap, which neither containers nor Playwright can use.
  const { status, printed } = await step("Installing Playwright's Chromium", () =>
    capture([path.join(project, 'node_modules/.bin', playwright[0]), ...playwright.slice(1)], {
      whole: true,
    }),
  )
  if (status === 0) return findChromium()
  const why = explain(printed, "Playwright's download server") ?? printed.trim().split('\n').at(-1)
  return { type: 'missing', why: `no Chromium could be installed (${why})` }
}
