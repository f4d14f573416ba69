/** The browser that the browser tests drive: the system's, or Debian's installed as root. */
import fs from 'node:fs/promises'
import { install } from './apt.ts'
import { capture } from './command.ts'
import { step } from './step.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

export type Browser =
  | { readonly type: 'found'; readonly file: string; readonly version: string }
  | { readonly type: 'missing'; readonly why: string }

/** `ID` of /etc/os-release: `debian`, `ubuntu`. */
export function parseSystem(release: string): string | undefined {
  return /^ID="?([a-z0-9._-]+)"?$/m.exec(release)?.[1]
}

/** A Chromium that starts: `CHROMIUM` when set, else the first of the usual names. */
export async function findChromium(): Promise<Browser> {
  const named = process.env.CHROMIUM
  const files = named === undefined ? names.map((name) => `/usr/bin/${name}`) : [named]
  for (const file of files) {
    // Ubuntu's /usr/bin/chromium-browser is a script that asks for a snap, and fails.
    const { status, stdout } = await capture([file, '--version'])
    if (status === 0) return { type: 'found', file, version: stdout.trim() }
  }
  return { type: 'missing', why: 'no Chromium was found' }
}

/** Installs Debian's package when we are root on Debian; otherwise says why there is no browser. */
export async function setUpChromium(): Promise<Browser> {
  const found = await findChromium()
  if (found.type === 'found') return found
  const system = parseSystem(await fs.readFile('/etc/os-release', 'utf8').catch(() => ''))
  if (system !== 'debian') {
    return {
      type: 'missing',
      why: 'no Chromium was found, and only Debian has it as a package: install one and name it in CHROMIUM',
    }
  }
  if (process.getuid?.() !== 0) {
    const why = 'no Chromium was found: "sudo apt-get install chromium" brings it'
    return { type: 'missing', why }
  }
  await step('Installing chromium with apt, for the browser tests', () =>
    install(['chromium', 'fonts-dejavu-core']),
  )
  return findChromium()
}
