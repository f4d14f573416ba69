/** The browser that the browser tests drive: the system's, or Debian's, installed as root or unpacked without. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { hasApt, install, unpack } from './apt.ts'
import { capture } from './command.ts'
import { places, project } from './places.ts'
import { explain, Problem } from './problem.ts'
import { step } from './step.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** Of Debian: the browser, and letters that it can draw. */
const packages = ['chromium', 'fonts-dejavu-core'] as const

/** Starts the Chromium that was unpacked beside it, with the libraries and the fonts that were unpacked with it. */
const start = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
libraries=$(echo "$here"/usr/lib/*-linux-gnu)
export LD_LIBRARY_PATH="$libraries:$libraries/pulseaudio"
export FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/usr/lib/chromium/chromium" "$@"
`

/** The system's, too: what it has was not fetched. */
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">usr/share/fonts</dir>
  <cachedir prefix="relative">cache</cachedir>
</fontconfig>
`

const unpacked = path.join(places.chromium, 'start')

const playwright = ['playwright-core', 'install', '--with-deps', 'chromium'] as const

export type Browser =
  | { readonly type: 'found'; readonly file: string; readonly version: string }
  | { readonly type: 'missing'; readonly why: string }

/** `ID` of /etc/os-release: `debian`, `ubuntu`. */
export function parseSystem(release: string): string | undefined {
  return /^ID="?([a-z0-9._-]+)"?$/m.exec(release)?.[1]
}

/** A Chromium that starts: `CHROMIUM` when set, else the usual names, ours, or Playwright's own. */
export async function findChromium(): Promise<Browser> {
  const named = process.env.CHROMIUM
  const usual = [...names.map((name) => `/usr/bin/${name}`), unpacked, chromium.executablePath()]
  const files = named === undefined ? usual : [named]
  for (const file of files) {
    // Ubuntu's /usr/bin/chromium-browser is a script that asks for a snap, and fails.
    const { status, stdout } = await capture([file, '--version'])
    if (status === 0) return { type: 'found', file, version: stdout.trim() }
  }
  return { type: 'missing', why: 'no Chromium was found' }
}

/** Installs Debian's package, or unpacks it without root, or elsewhere Playwright's build as root; else says why not. */
export async function setUpChromium(): Promise<Browser> {
  const found = await findChromium()
  if (found.type === 'found') return found
  const system = parseSystem(await fs.readFile('/etc/os-release', 'utf8').catch(() => ''))
  const debian = system === 'debian'
  const isRoot = process.getuid?.() === 0
  if (debian && isRoot) {
    await step('Installing chromium with apt, for the browser tests', () => install(packages))
    return findChromium()
  }
  if (debian && (await hasApt())) {
    try {
      await step('Unpacking chromium into var/chromium (700 MB), for the browser tests', () =>
        unpack(packages, places.chromium, finish),
      )
    } catch (error) {
      // Away from the network the other tests still have their result.
      if (!(error instanceof Problem)) throw error
      return { type: 'missing', why: `no Chromium could be unpacked (${error.message})` }
    }
    return findChromium()
  }
  if (!isRoot) {
    const command = `sudo npx ${playwright.join(' ')}`
    return { type: 'missing', why: `no Chromium was found: "${command}" brings it` }
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

async function finish(folder: string): Promise<void> {
  await fs.writeFile(path.join(folder, 'fonts.conf'), fonts)
  await fs.writeFile(path.join(folder, path.basename(unpacked)), start, { mode: 0o755 })
}
