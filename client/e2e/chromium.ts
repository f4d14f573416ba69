/** Chromium as stories need it, whatever the machine's own settings are. */
import { chromium, type Browser } from 'playwright-core'

const FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Closed by whoever asked for it. Rejects when there is no Chromium. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...FLAGS],
    // Without a language it saves every file whose name is not ASCII as `download`.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
}
