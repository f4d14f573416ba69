/** Pictures of named moments, for a person to look at: saved where `SHOTS` names a folder, else nothing is done. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

type Look = 'light' | 'dark' | 'phone'

const ALL: readonly Look[] = ['light', 'dark', 'phone']
const PHONE = { width: 390, height: 844 }

/** Saves `<name>-<look>.png` for each look, and leaves the page as it was. */
export async function shot(page: Page, name: string, looks: readonly Look[] = ALL): Promise<void> {
  const folder = process.env['SHOTS']
  if (folder === undefined || folder === '') return
  mkdirSync(folder, { recursive: true })
  const before = page.viewportSize()
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: look === 'dark' ? 'dark' : 'light' })
    if (look === 'phone') await page.setViewportSize(PHONE)
    // Colours stand still in it: half-way ones are in no design.
    await page.screenshot({ path: join(folder, `${name}-${look}.png`), animations: 'disabled' })
    if (look === 'phone' && before !== null) await page.setViewportSize(before)
  }
  await page.emulateMedia({ colorScheme: null })
}
