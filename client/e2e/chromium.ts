/** Chromium as stories need it, whatever the machine's own settings are. */
import { chromium, type Browser } from 'playwright-core'
import { CHROMIUM_FLAGS } from '../../server/test/chromiumFlags.ts'

/** Closed by whoever asked for it. Rejects when there is no Chromium. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: CHROMIUM_FLAGS,
    // Without a language it saves every file whose name is not ASCII as `download`.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
}
